package org.vouch.identity.token.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.identity.token.SpentAssertions;

/** By a hash of client and id; what has ended is deleted within ten minutes, and not before every replica's clock says so. */
@ApplicationScoped
class SpentAssertionsInPostgres implements SpentAssertions {
    private static final Duration SWEEP = Duration.ofMinutes(10);
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(1);

    private final Pool pool;

    SpentAssertionsInPostgres(Pool pool) {
        this.pool = pool;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(SWEEP, "delete from spent_assertion where expires_at <= $1", CLOCKS_DIFFER_BY);
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
}
