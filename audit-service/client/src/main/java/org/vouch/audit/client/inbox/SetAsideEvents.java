package org.vouch.audit.client.inbox;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.tracing.EventTrace;

/**
 * Events that had no effect, whole and byte for byte, whatever is in them: each can be published again as it came, but for its
 * trace, whose id no table keeps, and for NUL in a header's name, which no text of PostgreSQL can hold and for which a space stands.
 */
@ApplicationScoped
public class SetAsideEvents {
    private static final String INSERT =
            "insert into event_set_aside (topic, partition, kafka_offset, reason, key, payload, header_names,"
                    + " header_values, set_aside_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
                    + " on conflict do nothing";
    private static final String FORGET = "delete from event_set_aside where key = $1";

    private final Pool pool;
    private final Clock clock;

    SetAsideEvents(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    Uni<Void> add(ConsumerRecord<byte[], byte[]> record, String reason) {
        var headers = Arrays.stream(record.headers().toArray())
                .filter(header -> !EventTrace.isHeader(header.key()))
                .toArray(Header[]::new);
        var row = Tuple.tuple()
                .addString(record.topic())
                .addInteger(record.partition())
                .addLong(record.offset())
                .addString(reason)
                .addValue(buffer(record.key()))
                .addValue(buffer(record.value()))
                .addArrayOfString(Arrays.stream(headers)
                        .map(header -> header.key().replace('\0', ' '))
                        .toArray(String[]::new))
                .addValue(Arrays.stream(headers)
                        .map(header -> buffer(header.value()))
                        .toArray(Buffer[]::new))
                .addOffsetDateTime(clock.instant().atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(INSERT).execute(row).replaceWithVoid();
    }

    /** What was set aside under this person's key goes with the person, in the transaction of their erasure. */
    public static Uni<Void> forget(SqlClient transaction, UUID person) {
        return transaction
                .preparedQuery(FORGET)
                .execute(Tuple.of(Buffer.buffer(person.toString().getBytes(StandardCharsets.US_ASCII))))
                .replaceWithVoid();
    }

    private static @Nullable Buffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : Buffer.buffer(bytes);
    }
}
