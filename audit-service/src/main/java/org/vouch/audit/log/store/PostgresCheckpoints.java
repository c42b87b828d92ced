package org.vouch.audit.log.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Optional;
import org.vouch.audit.log.Checkpoints;

/** One row: whoever is later with a smaller one changes nothing. */
@ApplicationScoped
class PostgresCheckpoints implements Checkpoints {
    private static final String LATEST = "select note, published_at from log_checkpoint";
    private static final String PUBLISH = "insert into log_checkpoint as c (size, note, published_at)"
            + " values ($1, $2, $3) on conflict (only_one) do update"
            + " set size = excluded.size, note = excluded.note, published_at = excluded.published_at"
            + " where c.size <= excluded.size";

    private final Pool pool;

    PostgresCheckpoints(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Optional<Published>> latest() {
        return pool.query(LATEST).execute().map(rows -> {
            var row = rows.iterator();
            if (!row.hasNext()) {
                return Optional.empty();
            }
            var found = row.next();
            return Optional.of(
                    Published.of(found.getString(0), found.getOffsetDateTime(1).toInstant()));
        });
    }

    @Override
    public Uni<Void> publish(Published published) {
        return pool.preparedQuery(PUBLISH)
                .execute(Tuples.of(
                        published.size(),
                        published.note().note(),
                        published.at().atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
