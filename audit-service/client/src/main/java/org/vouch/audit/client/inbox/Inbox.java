package org.vouch.audit.client.inbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;

/** Remembers, per consumer, which events have had their effect. */
public final class Inbox {
    /** For callers with a session of their own (Hibernate): consumer and event id as parameters 1 and 2. */
    public static final String INSERT = "insert into inbox (consumer, event_id) values ($1, $2) on conflict do nothing";

    private Inbox() {}

    /**
     * True the first time that {@code consumer} meets the event. Called on the connection of the transaction in which the
     * effect takes place: both are committed or neither is, so a repeated event has no second effect.
     */
    public static Uni<Boolean> firstTime(SqlClient transaction, String consumer, UUID eventId) {
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.of(consumer, eventId))
                .map(rows -> rows.rowCount() == 1);
    }
}
