package org.vouch.audit.client.outbox;

import java.time.Instant;
import java.util.UUID;

/**
 * A fact to be published once its transaction commits.
 *
 * @param id unique; consumers deduplicate by it (CloudEvents {@code id})
 * @param key the aggregate's id: events of one key keep their order
 * @param type CloudEvents {@code type}, {@code org.vouch.<context>.<Event>.v<n>}
 * @param payload JSON
 */
public record OutgoingEvent(UUID id, String topic, String key, String type, String payload, Instant occurredAt) {
    @Override
    public String toString() {
        return "OutgoingEvent[" + type + " " + id + "]";
    }
}
