package org.vouch.audit.client.outbox;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.tracing.EventTrace;

/**
 * A fact to be published once its transaction commits.
 *
 * @param id unique; consumers deduplicate by it (CloudEvents {@code id})
 * @param key the aggregate's id: events of one key keep their order; {@link #EVERY_PARTITION}: the event goes to all of them
 * @param type CloudEvents {@code type}, {@code org.vouch.<context>.<Event>.v<n>}
 * @param payload JSON
 * @param traceparent where its trace goes on from; null where it has none
 */
public record OutgoingEvent(
        UUID id,
        String topic,
        String key,
        String type,
        String payload,
        Instant occurredAt,
        @Nullable String traceparent) {
    /** What is about everything before it, under whatever key. */
    public static final String EVERY_PARTITION = "*";

    /** The header of such an event that says how many there are. */
    public static final String PARTITIONS = "partitions";

    /** Without a trace, as every event that does not say otherwise. */
    public OutgoingEvent(UUID id, String topic, String key, String type, String payload, Instant occurredAt) {
        this(id, topic, key, type, payload, occurredAt, null);
    }

    /**
     * The same event, in the trace of the request that makes it. Never what tells who looked at whom, and nothing of a
     * compacted topic, which would keep the trace's id for as long as it keeps the event.
     */
    public OutgoingEvent traced() {
        return new OutgoingEvent(id, topic, key, type, payload, occurredAt, EventTrace.current());
    }

    @Override
    public String toString() {
        return "OutgoingEvent[" + type + " " + id + "]";
    }
}
