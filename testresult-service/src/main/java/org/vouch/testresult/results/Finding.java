package org.vouch.testresult.results;

import com.fasterxml.jackson.annotation.JsonValue;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a report means for one member of the tube. */
@Schema(
        type = SchemaType.STRING,
        enumeration = {"negative", "positive", "inconclusive", "invalid", "pending-individual"})
public enum Finding {
    NEGATIVE("negative"),
    POSITIVE("positive"),
    INCONCLUSIVE("inconclusive"),
    INVALID("invalid"),
    /** Somebody in the pool is positive, and it is not known who: everybody is tested again alone. */
    PENDING_INDIVIDUAL("pending-individual");

    private final String wire;

    Finding(String wire) {
        this.wire = wire;
    }

    @JsonValue
    public String wire() {
        return wire;
    }

    public static Finding ofWire(String text) {
        for (var finding : values()) {
            if (finding.wire.equals(text)) {
                return finding;
            }
        }
        throw new IllegalArgumentException("not a finding");
    }

    /** {@code samples} counts what the tube holds, erased members included: their sample is still in the pool. */
    static Finding of(Outcome outcome, int samples) {
        return switch (outcome) {
            case NEGATIVE -> NEGATIVE;
            case POSITIVE -> samples > 1 ? PENDING_INDIVIDUAL : POSITIVE;
            case INCONCLUSIVE -> INCONCLUSIVE;
            case INVALID -> INVALID;
        };
    }
}
