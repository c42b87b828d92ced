package org.vouch.healthcode.lookup.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.vouch.audit.client.access.Acts;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.healthcode.lookup.SpentProofs;

/**
 * A row per spent proof until well after its expiry, when the expiry itself refuses it, and until it has been told to audit-service:
 * one granted look has to be on record for each.
 */
@ApplicationScoped
class PgSpentProofs implements SpentProofs, Acts {
    private static final Duration SWEEP = Duration.ofMinutes(1);
    /** As long as its hour may still be told; far more than any two clocks here differ. */
    private static final Duration KEPT_AFTER_EXPIRY = Duration.ofHours(5);

    private final Pool pool;
    private final Clock clock;

    PgSpentProofs(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(SWEEP, "delete from spent_proof where expires_at < $1", KEPT_AFTER_EXPIRY);
    }

    @Override
    public Uni<Boolean> spend(String proofId, Instant expiresAt) {
        return pool.preparedQuery("insert into spent_proof (jti, expires_at, spent_at) values ($1, $2, $3)"
                        + " on conflict do nothing")
                .execute(Tuple.of(
                        proofId,
                        expiresAt.atOffset(ZoneOffset.UTC),
                        clock.instant().atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.rowCount() == 1);
    }

    /** A proof may lead to a sample as well, whose record is compared one way only: a pass leads to one too. */
    @Override
    public Set<String> actions() {
        return Set.of("proxy-lookup");
    }

    @Override
    public Uni<List<String>> proofs(SqlClient transaction, Instant from, Instant before) {
        return transaction
                .preparedQuery("select jti from spent_proof where spent_at >= $1 and spent_at < $2")
                .execute(Tuple.of(from.atOffset(ZoneOffset.UTC), before.atOffset(ZoneOffset.UTC)))
                .map(rows -> {
                    var proofs = new ArrayList<String>(rows.size());
                    rows.forEach(row -> proofs.add(row.getString(0)));
                    return proofs;
                });
    }
}
