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
import java.util.Optional;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.identity.counter.Confirmations;
import org.vouch.identity.facesession.Purpose;

/** Confirmations that have ended are deleted within a minute. */
@ApplicationScoped
class ConfirmationsInPostgres implements Confirmations {
    private static final Duration SWEEP = Duration.ofMinutes(1);

    private static final String COLUMNS =
            "code, counter_case, claim, first_officer, second_officer, purpose, presence_purpose, venue, expires_at";

    private final Pool pool;

    ConfirmationsInPostgres(Pool pool) {
        this.pool = pool;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(SWEEP, "delete from counter_confirmation where expires_at <= $1", Duration.ZERO);
    }

    @Override
    public Uni<Void> keep(Confirmation confirmed) {
        return pool.preparedQuery("insert into counter_confirmation (" + COLUMNS
                        + ") values ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
                .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.of(
                        Buffer.buffer(confirmed.code()),
                        confirmed.counterCase(),
                        Buffer.buffer(confirmed.claim()),
                        confirmed.firstOfficer(),
                        confirmed.secondOfficer(),
                        confirmed.errand().purpose().wire(),
                        ErrandColumns.presencePurpose(confirmed.errand()),
                        ErrandColumns.venue(confirmed.errand()),
                        at(confirmed.expiresAt()))))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Confirmation>> spend(byte[] code, Purpose purpose, Instant now) {
        return pool.preparedQuery(
                        "delete from counter_confirmation where code = $1 and purpose = $2 and expires_at > $3"
                                + " returning " + COLUMNS)
                .execute(Tuple.of(Buffer.buffer(code), purpose.wire(), at(now)))
                .map(spent -> {
                    for (var row : spent) {
                        return Optional.of(confirmation(row));
                    }
                    return Optional.<Confirmation>empty();
                });
    }

    @Override
    public Uni<Void> giveBack(Confirmation spent) {
        return keep(spent);
    }

    private static Confirmation confirmation(Row row) {
        return new Confirmation(
                row.getBuffer("code").getBytes(),
                row.getUUID("counter_case"),
                row.getBuffer("claim").getBytes(),
                ErrandColumns.withCode(row),
                row.getString("first_officer"),
                row.getString("second_officer"),
                row.getOffsetDateTime("expires_at").toInstant());
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
