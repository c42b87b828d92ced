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
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.identity.attempt.Attempts;

/** What is forgotten is deleted within an hour; a closed document stays. */
@ApplicationScoped
class AttemptsInPostgres implements Attempts {
    private static final Duration SWEEP = Duration.ofHours(1);

    /** $3 is the end of the delay, $4 of remembering. */
    private static final String BEGIN = "insert into face_attempt as known (document, failures, last_at)"
            + " values ($1, 1, $2) on conflict (document) do update set last_at = excluded.last_at,"
            + " failures = case when known.last_at <= $4 then 1 else known.failures + 1 end"
            + " where known.failures < " + FREE
            + " or known.failures < " + MOST + " and known.last_at <= $3";

    private static final String FORGET = "delete from face_attempt where failures < " + MOST + " and last_at <= $1";

    private final Pool pool;

    AttemptsInPostgres(Pool pool) {
        this.pool = pool;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(SWEEP, FORGET, FORGOTTEN_AFTER);
    }

    @Override
    public Uni<Boolean> begin(byte[] document, Instant now) {
        return pool.preparedQuery(BEGIN)
                .execute(Tuple.of(
                        Buffer.buffer(document), at(now), at(now.minus(DELAY)), at(now.minus(FORGOTTEN_AFTER))))
                .map(begun -> begun.rowCount() == 1);
    }

    @Override
    public Uni<Void> succeeded(byte[] document) {
        return reopen(document);
    }

    @Override
    public Uni<Void> reopen(byte[] document) {
        return pool.preparedQuery("delete from face_attempt where document = $1")
                .execute(Tuple.of(Buffer.buffer(document)))
                .replaceWithVoid();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
