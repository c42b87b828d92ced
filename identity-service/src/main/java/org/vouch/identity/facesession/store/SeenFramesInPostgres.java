package org.vouch.identity.facesession.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.identity.facesession.Fingerprint;
import org.vouch.identity.facesession.SeenFrames;

/** What may be forgotten is deleted within ten minutes. */
@ApplicationScoped
class SeenFramesInPostgres implements SeenFrames {
    private static final Duration SWEEP = Duration.ofMinutes(10);

    /** One statement, so that of two sessions one waits for the other; each takes the pictures in the same order. */
    private static final String KEEP = "insert into seen_frame as seen (fingerprint, session, expires_at)"
            + " select shown, $2, $3 from unnest($1::bytea[]) shown order by shown"
            + " on conflict (fingerprint) do update set session = excluded.session, expires_at = excluded.expires_at"
            + " where seen.session = excluded.session or seen.expires_at <= $4";

    private final Pool pool;

    SeenFramesInPostgres(Pool pool) {
        this.pool = pool;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(SWEEP, "delete from seen_frame where expires_at <= $1", Duration.ZERO);
    }

    @Override
    public Uni<Boolean> keep(byte[] session, Collection<Fingerprint> fingerprints, Instant now, Instant until) {
        var shown =
                fingerprints.stream().map(print -> Buffer.buffer(print.bytes())).toArray(Buffer[]::new);
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(
                        shown, Buffer.buffer(session), until.atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC)))
                .map(kept -> kept.rowCount() == shown.length);
    }
}
