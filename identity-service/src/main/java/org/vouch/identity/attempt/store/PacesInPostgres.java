package org.vouch.identity.attempt.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.identity.attempt.Paces;

/**
 * The generic cell rate algorithm (ITU-T I.371, annex A, virtual scheduling): a source's failures are a time, when all of
 * them will be made up for; it may not lie farther ahead than the free ones reach.
 */
@ApplicationScoped
class PacesInPostgres implements Paces {
    private static final Duration SWEEP = Duration.ofMinutes(10);

    /** $2 is now, $3 the farthest time at which one more is free, $4 what one costs in seconds. */
    private static final String TAKE = "insert into attempt_pace as known (source, full_at)"
            + " values ($1, $2::timestamptz + make_interval(secs => $4)) on conflict (source) do update"
            + " set full_at = greatest(known.full_at, $2) + make_interval(secs => $4) where known.full_at <= $3";

    private final Pool pool;

    PacesInPostgres(Pool pool) {
        this.pool = pool;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(SWEEP, "delete from attempt_pace where full_at <= $1", Duration.ZERO);
    }

    @Override
    public Uni<Optional<Duration>> take(byte[] source, Pace pace, Instant now) {
        var farthest = now.plus(pace.every().multipliedBy(pace.free() - 1L));
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(Buffer.buffer(source), at(now), at(farthest), seconds(pace)))
                .chain(taken -> taken.rowCount() == 1
                        ? Uni.createFrom().item(Optional.empty())
                        : fullAt(source).map(full -> Optional.of(Duration.between(farthest, full.orElse(farthest)))));
    }

    private Uni<Optional<Instant>> fullAt(byte[] source) {
        return pool.preparedQuery("select full_at from attempt_pace where source = $1")
                .execute(Tuple.of(Buffer.buffer(source)))
                .map(found -> {
                    for (var row : found) {
                        return Optional.of(row.getOffsetDateTime("full_at").toInstant());
                    }
                    return Optional.<Instant>empty();
                });
    }

    @Override
    public Uni<Void> giveBack(byte[] source, Pace pace) {
        return pool.preparedQuery(
                        "update attempt_pace set full_at = full_at - make_interval(secs => $2) where source = $1")
                .execute(Tuple.of(Buffer.buffer(source), seconds(pace)))
                .replaceWithVoid();
    }

    private static double seconds(Pace pace) {
        return pace.every().toMillis() / 1000.0;
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
