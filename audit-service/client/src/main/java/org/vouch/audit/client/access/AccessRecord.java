package org.vouch.audit.client.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;

/**
 * Who asked about whom and what came of it: the payload of AccessGranted and AccessRefused. Holds pseudonyms and
 * circumstances; never a name, a document number, a colour or a result.
 *
 * @param sequence contiguous per producer from 1, so that a missing record shows
 * @param subject null where the person asked about is not known
 * @param proof the id of the presence proof or pass that was shown
 * @param previous the {@link RecordHash} of the producer's record with the number before, null where it is not known: of the first one
 * @param salt 128 random bits, so that a record's hash tells nothing of it
 */
public record AccessRecord(
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
        @Nullable String previous,
        String salt) {

    public static final String TOPIC = "access.records";

    /** The label is the public name of a client, null for a person. */
    public record Requester(String id, CallerKind kind, @Nullable String label) {}

    /** What came of it. */
    public enum Outcome {
        GRANTED("org.vouch.access.AccessGranted.v1"),
        REFUSED("org.vouch.access.AccessRefused.v1");

        private final String eventType;

        Outcome(String eventType) {
            this.eventType = eventType;
        }

        public String eventType() {
            return eventType;
        }

        @com.fasterxml.jackson.annotation.JsonValue
        public String wire() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        return "AccessRecord[" + action + " " + outcome + "]";
    }
}
