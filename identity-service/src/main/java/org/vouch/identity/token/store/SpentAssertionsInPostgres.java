package org.vouch.identity.token.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;
import org.vouch.identity.token.SpentAssertions;

/** By a hash of client and id; what has ended is deleted within ten minutes, and not before every replica's clock says so. */
@ApplicationScoped
class SpentAssertionsInPostgres implements SpentAssertions {
    private static final Logger LOG = Logger.getLogger(SpentAssertionsInPostgres.class);
    private static final Duration SWEEP = Duration.ofMinutes(10);
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(1);

    private final Pool pool;
    private final Clock clock;

    SpentAssertionsInPostgres(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(SWEEP.toMillis(), timer -> sweep());
    }

    @Override
    public Uni<Boolean> spend(String client, String assertion, Instant expiresAt) {
        return pool.preparedQuery("insert into spent_assertion (id_hash, expires_at) values ($1, $2)"
                        + " on conflict (id_hash) do nothing")
                .execute(Tuple.of(Buffer.buffer(hash(client, assertion)), expiresAt.atOffset(ZoneOffset.UTC)))
                .map(added -> added.rowCount() == 1);
    }

    private static byte[] hash(String client, String assertion) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest((client.length() + ":" + client + assertion).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private void sweep() {
        pool.preparedQuery("delete from spent_assertion where expires_at <= $1")
                .execute(Tuple.of(clock.instant().minus(CLOCKS_DIFFER_BY).atOffset(ZoneOffset.UTC)))
                .subscribe()
                .with(
                        rows -> LOG.debugf("%d spent assertions ended", rows.rowCount()),
                        failure -> LOG.warnf("spent assertions are not swept: %s", Causes.withoutMessages(failure)));
    }
}
