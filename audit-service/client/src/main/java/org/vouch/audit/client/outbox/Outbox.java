package org.vouch.audit.client.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Appends events to the outbox within the transaction of the state change that made them true: both are committed or
 * neither is. The relay wakes by itself.
 */
public final class Outbox {
    /**
     * One row without a trace, for callers with a session of their own (Hibernate): {@code id topic key type payload
     * occurred_at} as parameters 1 to 6.
     */
    public static final String INSERT =
            "insert into outbox (id, topic, key, type, payload, occurred_at) values ($1, $2, $3, $4, $5, $6)";

    private static final String INSERT_MANY =
            "insert into outbox (id, topic, key, type, payload, occurred_at, traceparent) select * from unnest($1::uuid[],"
                    + " $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[])";

    private Outbox() {}

    /** In the order of the list; {@code transaction} is the connection on which the transaction is open. */
    public static Uni<Void> append(SqlClient transaction, List<OutgoingEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(INSERT_MANY)
                .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.of(
                        events.stream().map(OutgoingEvent::id).toArray(java.util.UUID[]::new),
                        events.stream().map(OutgoingEvent::topic).toArray(String[]::new),
                        events.stream().map(OutgoingEvent::key).toArray(String[]::new),
                        events.stream().map(OutgoingEvent::type).toArray(String[]::new),
                        events.stream().map(OutgoingEvent::payload).toArray(String[]::new),
                        events.stream()
                                .map(event -> event.occurredAt().atOffset(ZoneOffset.UTC))
                                .toArray(java.time.OffsetDateTime[]::new),
                        events.stream().map(OutgoingEvent::traceparent).toArray(String[]::new))))
                .replaceWithVoid();
    }

    public static Uni<Void> append(SqlClient transaction, OutgoingEvent event) {
        return append(transaction, List.of(event));
    }
}
