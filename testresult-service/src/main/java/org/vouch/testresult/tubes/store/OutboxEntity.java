package org.vouch.testresult.tubes.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.outbox.OutgoingEvent;

/**
 * The row that {@code Outbox} writes, for a transaction of Hibernate's: an event persisted with the change that
 * made it true is committed with it. The relay takes it from there.
 */
@Entity
@Table(name = "outbox")
class OutboxEntity {
    @Id
    UUID id;

    String topic;
    String key;
    String type;
    String payload;

    @Column(name = "occurred_at")
    Instant occurredAt;

    @Nullable
    String traceparent;

    protected OutboxEntity() {}

    OutboxEntity(OutgoingEvent event) {
        id = event.id();
        topic = event.topic();
        key = event.key();
        type = event.type();
        payload = event.payload();
        occurredAt = event.occurredAt();
        traceparent = event.traceparent();
    }
}
