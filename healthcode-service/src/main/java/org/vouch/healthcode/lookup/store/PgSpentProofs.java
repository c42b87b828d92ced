package org.vouch.healthcode.lookup.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;
import org.vouch.healthcode.lookup.SpentProofs;

/** A row per spent proof until well after its expiry, when the expiry itself refuses it. */
@ApplicationScoped
class PgSpentProofs implements SpentProofs {
    private static final Logger LOG = Logger.getLogger(PgSpentProofs.class);
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);
    /** More than any two clocks here differ. */
    private static final Duration KEPT_AFTER_EXPIRY = Duration.ofMinutes(10);

    private final Pool pool;
    private final Clock clock;

    PgSpentProofs(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(SWEEP_EVERY.toMillis(), timer -> sweep().subscribe()
                .with(
                        count -> LOG.debugf("%d spent proofs forgotten", count),
                        failure -> LOG.warnf("spent proofs are not swept: %s", Causes.withoutMessages(failure))));
    }

    @Override
    public Uni<Boolean> spend(String proofId, Instant expiresAt) {
        return pool.preparedQuery("insert into spent_proof (jti, expires_at) values ($1, $2) on conflict do nothing")
                .execute(Tuple.of(proofId, expiresAt.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Integer> sweep() {
        return pool.preparedQuery("delete from spent_proof where expires_at < $1")
                .execute(Tuple.of(clock.instant().minus(KEPT_AFTER_EXPIRY).atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount());
    }
}
