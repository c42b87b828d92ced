package org.vouch.healthcode.code.messaging;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Keeps an event that had no effect, byte for byte, whatever is in it. */
@ApplicationScoped
class SetAsideEvents {
    private static final String INSERT =
            "insert into set_aside_event (topic, partition, kafka_offset, reason, key, payload, set_aside_at)"
                    + " values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing";

    private final Pool pool;
    private final Clock clock;

    SetAsideEvents(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    Uni<Void> add(ConsumerRecord<String, String> record, String reason) {
        var row = Tuple.tuple()
                .addString(record.topic())
                .addInteger(record.partition())
                .addLong(record.offset())
                .addString(reason)
                .addValue(bytes(record.key()))
                .addValue(bytes(record.value()))
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(INSERT).execute(row).replaceWithVoid();
    }

    private static @Nullable Buffer bytes(@Nullable String text) {
        return text == null ? null : Buffer.buffer(text.getBytes(StandardCharsets.UTF_8));
    }
}
