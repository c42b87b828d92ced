package org.vouch.healthcode.lookup.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.healthcode.lookup.SpentProofs;

/** A row per spent proof until well after its expiry, when the expiry itself refuses it. */
@ApplicationScoped
class PgSpentProofs implements SpentProofs {
    private static final Duration SWEEP = Duration.ofMinutes(1);
    /** More than any two clocks here differ. */
    private static final Duration KEPT_AFTER_EXPIRY = Duration.ofMinutes(10);

    private final Pool pool;

    PgSpentProofs(Pool pool) {
        this.pool = pool;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(SWEEP, "delete from spent_proof where expires_at < $1", KEPT_AFTER_EXPIRY);
    }

    @Override
    public Uni<Boolean> spend(String proofId, Instant expiresAt) {
        return pool.preparedQuery("insert into spent_proof (jti, expires_at) values ($1, $2) on conflict do nothing")
                .execute(Tuple.of(proofId, expiresAt.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }
}
