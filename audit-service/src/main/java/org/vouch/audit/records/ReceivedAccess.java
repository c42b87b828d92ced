package org.vouch.audit.records;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;

/**
 * What this service needs of AccessGranted and AccessRefused.
 *
 * @param at by the producer's clock
 * @param sequence contiguous per producer from 1
 * @param subject null where it is not known who was asked about
 * @param proof the id of the presence proof, pass or delegation that was shown
 * @param previous the hash of the producer's record with the number before, null where it is not told
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReceivedAccess(
        UUID recordId,
        Instant at,
        String producer,
        long sequence,
        Requester requester,
        @Nullable UUID subject,
        String action,
        @Nullable String purpose,
        @Nullable String venue,
        Outcome outcome,
        @Nullable String reason,
        @Nullable String proof,
        @Nullable String previous) {

    /** The label is the public name of a client, null for a person. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Requester(String id, CallerKind kind, @Nullable String label) {
        @Override
        public String toString() {
            return "Requester[" + kind + "]";
        }
    }

    /** What the requester got. */
    public enum Outcome {
        GRANTED,
        REFUSED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        return "ReceivedAccess[" + action + " " + outcome + "]";
    }
}
