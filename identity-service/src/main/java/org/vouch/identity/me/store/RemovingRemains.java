package org.vouch.identity.me.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;

/**
 * Takes out of the database's files what no row holds any more. PostgreSQL leaves a row that was changed or deleted on its
 * page, sealed template and wrapped key and all, until something else is written there; so every table that holds faces or
 * names is written anew after a change, and the file with the old rows deleted.
 *
 * <p>A table beyond {@link RemainsConfig#rewrittenUpToBytes} is only vacuumed: then nobody gets at the old row through
 * PostgreSQL, but its bytes lie in the free space of their page until that is used. A transaction that stays open keeps
 * what it may still see.
 */
@ApplicationScoped
public class RemovingRemains {
    private static final Logger LOG = Logger.getLogger(RemovingRemains.class);

    private static final List<String> TABLES = List.of("person", "face_session", "refresh_family", "delegation");
    private static final String STATE =
            "select n_tup_upd + n_tup_del as changes, pg_total_relation_size(relid) as bytes"
                    + " from pg_stat_user_tables where relid = $1::text::regclass";

    /** Who wants to use a table waits behind this for no longer; the next look tries again. */
    private static final String PATIENCE = "set lock_timeout = '250ms'";

    private final Pool pool;
    private final RemainsConfig config;
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final Map<String, Long> removed = new ConcurrentHashMap<>();

    RemovingRemains(Pool pool, RemainsConfig config) {
        this.pool = pool;
        this.config = config;
    }

    private record State(long changes, long bytes) {}

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(config.every().toMillis(), timer -> now().subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf("remains were not removed: %s", Causes.withoutMessages(failure))));
    }

    /** Of all tables that were changed since the remains of all their changes were removed last. */
    public Uni<Void> now() {
        return Multi.createFrom()
                .iterable(TABLES)
                .onItem()
                .transformToUniAndConcatenate(this::remove)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /**
     * Twice for every change, at this look and the next: at the first one somebody else's transaction may have begun before
     * the change, and PostgreSQL then keeps the row for them.
     */
    private Uni<Void> remove(String table) {
        return state(table).chain(state -> {
            Long before = seen.put(table, state.changes());
            if (Long.valueOf(state.changes()).equals(removed.get(table))) {
                return Uni.createFrom().voidItem();
            }
            var settled = before != null && before == state.changes();
            return pool.withConnection(connection -> vacuum(connection, table, state.bytes()))
                    .invoke(() -> {
                        if (settled) {
                            removed.put(table, state.changes());
                        }
                    });
        });
    }

    private Uni<State> state(String table) {
        return pool.preparedQuery(STATE)
                .execute(Tuple.of(table))
                .map(rows -> rows.iterator().next())
                .map(row -> new State(row.getLong("changes"), row.getLong("bytes")));
    }

    private Uni<Void> vacuum(SqlConnection connection, String table, long bytes) {
        var full = bytes <= config.rewrittenUpToBytes();
        return connection
                .query(PATIENCE)
                .execute()
                .chain(() -> connection
                        .query("vacuum " + (full ? "full " : "") + table)
                        .execute())
                .eventually(() -> connection.query("reset lock_timeout").execute())
                .replaceWithVoid();
    }
}
