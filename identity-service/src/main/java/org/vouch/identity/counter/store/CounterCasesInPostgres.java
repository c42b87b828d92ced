package org.vouch.identity.counter.store;

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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.identity.counter.CounterCases;
import org.vouch.identity.counter.Errand;
import org.vouch.identity.vault.Consent;

/** Cases that have ended are deleted within a minute. */
@ApplicationScoped
class CounterCasesInPostgres implements CounterCases {
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private static final String OPEN = "insert into counter_case (id, claim, first_half, first_officer, purpose,"
            + " presence_purpose, venue, consent_text, consent_at, expires_at)"
            + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    private static final String TAKE =
            "delete from counter_case where id = $1 and expires_at > $2 and first_officer <> $3"
                    + " returning id, claim, first_half, first_officer, purpose, presence_purpose, venue, consent_text,"
                    + " consent_at, expires_at";
    private static final String OWN =
            "select 1 from counter_case where id = $1 and expires_at > $2 and first_officer = $3";

    private final Pool pool;

    CounterCasesInPostgres(Pool pool) {
        this.pool = pool;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(SWEEP, "delete from counter_case where expires_at <= $1", Duration.ZERO);
    }

    @Override
    public Uni<Void> open(CounterCase opened) {
        var firstHalf = opened.firstHalf();
        var errand = opened.errand();
        var consent = errand instanceof Errand.Enrolment enrolment ? enrolment.consent() : null;
        return pool.preparedQuery(OPEN)
                .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.of(
                        opened.id(),
                        Buffer.buffer(opened.claim()),
                        firstHalf == null ? null : Buffer.buffer(firstHalf),
                        opened.firstOfficer(),
                        errand.purpose().wire(),
                        ErrandColumns.presencePurpose(errand),
                        ErrandColumns.venue(errand),
                        consent == null ? null : consent.textVersion(),
                        consent == null ? null : at(consent.givenAt()),
                        at(opened.expiresAt()))))
                .replaceWithVoid();
    }

    @Override
    public Uni<Taken> take(UUID id, String officer, Instant now) {
        var key = Tuple.of(id, at(now), officer);
        return pool.preparedQuery(TAKE).execute(key).chain(taken -> {
            for (var row : taken) {
                return Uni.createFrom().item(new Taken.Case(counterCase(row)));
            }
            return pool.preparedQuery(OWN)
                    .execute(key)
                    .map(own -> own.size() > 0 ? new Taken.Own() : new Taken.Unknown());
        });
    }

    @Override
    public Uni<Void> putBack(CounterCase taken) {
        return open(taken);
    }

    private static CounterCase counterCase(Row row) {
        return new CounterCase(
                row.getUUID("id"),
                row.getBuffer("claim").getBytes(),
                firstHalf(row),
                row.getString("first_officer"),
                errand(row),
                row.getOffsetDateTime("expires_at").toInstant());
    }

    private static Errand errand(Row row) {
        var text = row.getString("consent_text");
        return text == null
                ? ErrandColumns.withCode(row)
                : new Errand.Enrolment(
                        new Consent(text, row.getOffsetDateTime("consent_at").toInstant()));
    }

    private static byte @Nullable [] firstHalf(Row row) {
        var half = row.getBuffer("first_half");
        return half == null ? null : half.getBytes();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
