package org.vouch.audit.client.suspension;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.vouch.audit.client.platform.Sweeps;

/**
 * The looks of those who are throttled: at each service one in ten minutes, whatever comes of it, at whatever replica and
 * across restarts. Rows live as long as that.
 */
@ApplicationScoped
class ThrottledLooks {
    static final Duration EVERY = Duration.ofMinutes(10);
    private static final Duration SWEPT_EVERY = Duration.ofMinutes(10);

    private static final String TAKE = "insert into throttled_look as known (requester, free_at) values ($1, $3)"
            + " on conflict (requester) do update set free_at = $3 where known.free_at <= $2";

    private final Pool pool;
    private final Clock clock;

    ThrottledLooks(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(SWEPT_EVERY, "delete from throttled_look where free_at <= $1", Duration.ZERO);
    }

    /** Empty where the requester may look now, which is taken; otherwise after which time, and nothing is taken. */
    Uni<Optional<Duration>> take(String requester) {
        var now = clock.instant();
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(
                        requester, now.atOffset(ZoneOffset.UTC), now.plus(EVERY).atOffset(ZoneOffset.UTC)))
                .chain(taken -> taken.rowCount() == 1
                        ? Uni.createFrom().item(Optional.<Duration>empty())
                        : freeAt(requester).map(free -> Optional.of(Duration.between(now, free))));
    }

    private Uni<Instant> freeAt(String requester) {
        return pool.preparedQuery("select free_at from throttled_look where requester = $1")
                .execute(Tuple.of(requester))
                .map(found -> {
                    for (var row : found) {
                        return row.getOffsetDateTime("free_at").toInstant();
                    }
                    return clock.instant();
                });
    }
}
