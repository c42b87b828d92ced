package org.vouch.identity.facesession.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.identity.face.challenge.Challenge;
import org.vouch.identity.facesession.FaceSessions;
import org.vouch.identity.facesession.Purpose;
import org.vouch.identity.vault.Consent;

/** Sessions that have ended are deleted with their faces within half a minute. */
@ApplicationScoped
class FaceSessionsInPostgres implements FaceSessions {
    private static final Duration SWEEP = Duration.ofSeconds(30);
    private static final int MOST_SUBMISSIONS = 5;

    private static final String COLUMNS = "id_hash, purpose, opener, challenge, consent_text, consent_at, expires_at";
    private static final String CLAIM = "update face_session set submissions = submissions + 1"
            + " where id_hash = $1 and state = 'open' and submissions < " + MOST_SUBMISSIONS
            + " and expires_at > $2 and (opener is null or opener = $3)"
            + " returning " + COLUMNS;
    private static final String EXISTS =
            "select 1 from face_session where id_hash = $1 and expires_at > $2 and (opener is null or opener = $3)";
    private static final String SPEND = "delete from face_session where id_hash = $1 and state = 'usable'"
            + " and purpose = $2 and expires_at > $3 and opener is not distinct from $4"
            + " returning " + COLUMNS + ", probe, camera";

    private final Pool pool;

    FaceSessionsInPostgres(Pool pool) {
        this.pool = pool;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(SWEEP, "delete from face_session where expires_at <= $1", Duration.ZERO);
    }

    @Override
    public Uni<Void> open(Opened session) {
        return insert(session, "open", null, null);
    }

    @Override
    public Uni<Boolean> untouched(byte[] idHash, Instant now) {
        return pool.preparedQuery("select 1 from face_session where id_hash = $1 and state = 'open'"
                        + " and submissions = 0 and expires_at > $2")
                .execute(Tuple.of(Buffer.buffer(idHash), at(now)))
                .map(found -> found.size() > 0);
    }

    @Override
    public Uni<Claim> claim(byte[] idHash, @Nullable String caller, Instant now) {
        var key = Tuple.of(Buffer.buffer(idHash), at(now), caller);
        return pool.preparedQuery(CLAIM).execute(key).chain(claimed -> {
            for (var row : claimed) {
                return Uni.createFrom().item(new Claim.Granted(session(row)));
            }
            return pool.preparedQuery(EXISTS)
                    .execute(key)
                    .map(found -> found.size() > 0 ? new Claim.Closed() : new Claim.Unknown());
        });
    }

    @Override
    public Uni<Boolean> makeUsable(byte[] idHash, byte[] sealedFace, @Nullable String camera, Instant now) {
        return pool.preparedQuery("update face_session set state = 'usable', probe = $2, camera = $4"
                        + " where id_hash = $1 and state = 'open' and expires_at > $3")
                .execute(Tuple.of(Buffer.buffer(idHash), Buffer.buffer(sealedFace), at(now), camera))
                .map(changed -> changed.rowCount() == 1);
    }

    @Override
    public Uni<Optional<Spent>> spend(byte[] idHash, Purpose purpose, @Nullable String opener, Instant now) {
        return pool.preparedQuery(SPEND)
                .execute(Tuple.of(Buffer.buffer(idHash), purpose.wire(), at(now), opener))
                .map(spent -> {
                    for (var row : spent) {
                        return Optional.of(
                                new Spent(session(row), row.getBuffer("probe").getBytes(), row.getString("camera")));
                    }
                    return Optional.<Spent>empty();
                });
    }

    @Override
    public Uni<Void> giveBack(Spent spent) {
        return insert(spent.session(), "usable", spent.sealedFace(), spent.camera());
    }

    private Uni<Void> insert(Opened session, String state, byte @Nullable [] probe, @Nullable String camera) {
        var consent = session.consent();
        return pool.preparedQuery("insert into face_session (" + COLUMNS + ", state, probe, camera)"
                        + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
                .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.of(
                        Buffer.buffer(session.idHash()),
                        session.purpose().wire(),
                        session.opener(),
                        written(session.challenge()),
                        consent == null ? null : consent.textVersion(),
                        consent == null ? null : at(consent.givenAt()),
                        at(session.expiresAt()),
                        state,
                        probe == null ? null : Buffer.buffer(probe),
                        camera)))
                .replaceWithVoid();
    }

    private static Opened session(Row row) {
        return new Opened(
                row.getBuffer("id_hash").getBytes(),
                Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
                row.getString("opener"),
                challenge(row.getString("challenge")),
                consent(row),
                row.getOffsetDateTime("expires_at").toInstant());
    }

    private static @Nullable Consent consent(Row row) {
        var text = row.getString("consent_text");
        return text == null
                ? null
                : new Consent(text, row.getOffsetDateTime("consent_at").toInstant());
    }

    private static String written(Challenge challenge) {
        return challenge.actions().stream().map(Challenge.Action::wire).collect(Collectors.joining(","));
    }

    private static Challenge challenge(String written) {
        return new Challenge(Arrays.stream(written.split(","))
                .map(wire -> Challenge.Action.named(wire).orElseThrow())
                .toList());
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
