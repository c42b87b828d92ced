package org.vouch.audit.client.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * A fact to be published once its transaction commits.
 *
 * @param id unique; consumers deduplicate by it (CloudEvents {@code id})
 * @param key the aggregate's id: events of one key keep their order; {@link #EVERY_PARTITION}: the event goes to all of them
 * @param type CloudEvents {@code type}, {@code org.vouch.<context>.<Event>.v<n>}
 * @param payload JSON
 */
public record OutgoingEvent(UUID id, String topic, String key, String type, String payload, Instant occurredAt) {
    /** What is about everything before it, under whatever key. */
    public static final String EVERY_PARTITION = "*";

    /** The header of such an event that says how many there are. */
    public static final String PARTITIONS = "partitions";

    @Override
    public String toString() {
        return "OutgoingEvent[" + type + " " + id + "]";
    }
}
