package org.vouch.audit.shields.web;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.shields.Shield;
import org.vouch.audit.shields.Shield.State;

/** A shield as auditors see it: not whom it shields. */
@Schema(name = "Shield")
public record ShieldView(
        UUID id,
        State state,
        @Schema(description = "of the alerts that led to it") UUID incident,
        String rule,
        Instant since,
        @Schema(description = "exclusive") Instant until,
        @Nullable Ended ended) {

    /** Which auditor ended it, when and why. */
    @Schema(name = "ShieldEnded")
    public record Ended(String auditor, Instant at, String reason) {
        static @Nullable Ended of(Shield.@Nullable Ended ended) {
            return ended == null ? null : new Ended(ended.auditor(), ended.at(), ended.reason());
        }

        @Override
        public String toString() {
            return "Ended";
        }
    }

    static ShieldView of(Shield shield, Instant now) {
        return new ShieldView(
                shield.id(),
                shield.stateAt(now),
                shield.incident(),
                shield.rule(),
                shield.since(),
                shield.until(),
                Ended.of(shield.ended()));
    }
}
