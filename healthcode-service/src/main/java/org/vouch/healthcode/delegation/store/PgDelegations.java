package org.vouch.healthcode.delegation.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.healthcode.delegation.Delegation;
import org.vouch.healthcode.delegation.Delegations;
import org.vouch.healthcode.delegation.Scope;

@ApplicationScoped
class PgDelegations implements Delegations {
    private static final Duration SWEEP = Duration.ofHours(1);
    /** Who asks then learns no less than before: nothing. The record of it still says whose it was. */
    private static final Duration KEPT_AFTER_END = Duration.ofDays(1);

    private static final String COLUMNS = "id, helper, dependant, scopes, until";
    private static final String TAKE_IN = "insert into delegation (" + COLUMNS + ", revoked)"
            + " select $1, $2, $3, $4, $5, $6"
            + " where not exists (select from erased_person where person in ($2, $3))"
            + " on conflict (id) do ";

    private final Pool pool;

    PgDelegations(Pool pool) {
        this.pool = pool;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(SWEEP, "delete from delegation where until <= $1", KEPT_AFTER_END);
    }

    @Override
    public Uni<Void> grant(SqlClient transaction, Delegation delegation) {
        return transaction
                .preparedQuery(TAKE_IN + "nothing")
                .execute(row(delegation, false))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> revoke(SqlClient transaction, Delegation delegation) {
        return transaction
                .preparedQuery(TAKE_IN + "update set revoked = true")
                .execute(row(delegation, true))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> erase(SqlClient transaction, UUID person) {
        return transaction
                .preparedQuery("delete from delegation where helper = $1 or dependant = $1")
                .execute(Tuple.of(person))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Told>> find(UUID id) {
        return pool.preparedQuery("select " + COLUMNS + ", revoked from delegation where id = $1")
                .execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Told(delegation(row), row.getBoolean("revoked")))
                        .findFirst());
    }

    @Override
    public Uni<List<Delegation>> ofHelper(UUID helper, Instant now) {
        return pool.preparedQuery("select " + COLUMNS + " from delegation"
                        + " where helper = $1 and not revoked and until > $2 order by until desc, id")
                .execute(Tuple.of(helper, now.atOffset(ZoneOffset.UTC)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PgDelegations::delegation)
                        .toList());
    }

    private static Delegation delegation(Row row) {
        return new Delegation(
                row.getUUID("id"),
                row.getUUID("helper"),
                row.getUUID("dependant"),
                Arrays.stream(row.getArrayOfStrings("scopes")).map(Scope::named).toList(),
                row.getOffsetDateTime("until").toInstant());
    }

    private static Tuple row(Delegation delegation, boolean revoked) {
        return Tuple.tuple()
                .addUUID(delegation.id())
                .addUUID(delegation.helper())
                .addUUID(delegation.dependant())
                .addArrayOfString(delegation.scopes().stream().map(Scope::wire).toArray(String[]::new))
                .addOffsetDateTime(delegation.until().atOffset(ZoneOffset.UTC))
                .addBoolean(revoked);
    }
}
