package org.vouch.identity.delegation.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.vouch.audit.client.outbox.Outbox;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.identity.delegation.Delegation;
import org.vouch.identity.delegation.Delegations;
import org.vouch.identity.delegation.Scope;
import org.vouch.identity.event.PersonEvents;

@ApplicationScoped
class DelegationsInPostgres implements Delegations {
    /**
     * Both sides at once and in one order, so that no two of these wait for each other: what is counted, and that both are
     * there with their faces, stays so until the end of the transaction.
     */
    private static final String HOLD = "select person from person where person = any($1) and template is not null"
            + " order by person for no key update";

    private static final String COUNT = "select count(*) filter (where helper = $1) as dependants,"
            + " count(*) filter (where dependant = $2) as helpers from delegation"
            + " where (helper = $1) <> (dependant = $2) and until > $3";
    private static final String COLUMNS = "id, helper, dependant, scopes, until";
    private static final String GIVE = "insert into delegation"
            + " (id, helper, dependant, scopes, until, helper_name, dependant_name, given_at)"
            + " values ($1, $2, $3, $4, $5, $6, $7, $8)";
    private static final String OF = "select " + COLUMNS + ", helper_name, dependant_name from delegation"
            + " where (helper = $1 or dependant = $1) and until > $2 order by given_at desc, id";

    private static final Duration SWEEP = Duration.ofHours(1);

    private final Pool pool;
    private final PersonEvents events;

    DelegationsInPostgres(Pool pool, PersonEvents events) {
        this.pool = pool;
        this.events = events;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(SWEEP, "delete from delegation where until <= $1", Duration.ZERO);
    }

    @Override
    public Uni<Giving> give(Named named, Instant now) {
        var helper = named.delegation().helper();
        var dependant = named.delegation().dependant();
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(HOLD)
                .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.of((Object) new UUID[] {helper, dependant})))
                .chain(there -> there.rowCount() == 2
                        ? transaction
                                .preparedQuery(COUNT)
                                .execute(Tuple.of(helper, dependant, at(now)))
                                .map(rows -> rows.iterator().next())
                                .chain(others -> others.getLong("dependants") < MOST_DEPENDANTS
                                                && others.getLong("helpers") < MOST_HELPERS
                                        ? inPlaceOfAnother(transaction, named, now)
                                                .replaceWith(Giving.GIVEN)
                                        : Uni.createFrom().item(Giving.TOO_MANY))
                        : Uni.createFrom().item(Giving.CHANGED_MEANWHILE)));
    }

    private Uni<Void> inPlaceOfAnother(SqlClient transaction, Named named, Instant now) {
        var delegation = named.delegation();
        return transaction
                .preparedQuery("delete from delegation where helper = $1 and dependant = $2 returning " + COLUMNS)
                .execute(Tuple.of(delegation.helper(), delegation.dependant()))
                .map(ended -> revoked(ended, now))
                .chain(told -> {
                    told.add(events.delegationGranted(
                            delegation.id(),
                            delegation.helper(),
                            delegation.dependant(),
                            wires(delegation),
                            delegation.until()));
                    return transaction
                            .preparedQuery(GIVE)
                            .execute(row(named, now))
                            .chain(() -> Outbox.append(transaction, told));
                });
    }

    @Override
    public Uni<List<Named>> of(UUID person, Instant now) {
        return pool.preparedQuery(OF).execute(Tuple.of(person, at(now))).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .map(row -> new Named(
                        delegation(row),
                        row.getBuffer("helper_name").getBytes(),
                        row.getBuffer("dependant_name").getBytes()))
                .toList());
    }

    @Override
    public Uni<Optional<Delegation>> end(UUID id, UUID side, Instant now) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery("delete from delegation where id = $1 and (helper = $2 or dependant = $2)"
                        + " and until > $3 returning " + COLUMNS)
                .execute(Tuple.of(id, side, at(now)))
                .chain(ended -> Outbox.append(transaction, revoked(ended, now))
                        .replaceWith(StreamSupport.stream(ended.spliterator(), false)
                                .map(DelegationsInPostgres::delegation)
                                .findFirst())));
    }

    @Override
    public Uni<Void> endAllOf(SqlClient transaction, UUID person, Instant now) {
        return transaction
                .preparedQuery("delete from delegation where helper = $1 or dependant = $1 returning " + COLUMNS)
                .execute(Tuple.of(person))
                .chain(ended -> Outbox.append(transaction, revoked(ended, now)));
    }

    /** Nobody needs to be told of those whose end had come: it was told when they were given. */
    private List<OutgoingEvent> revoked(RowSet<Row> ended, Instant now) {
        var told = new ArrayList<OutgoingEvent>();
        for (var row : ended) {
            var delegation = delegation(row);
            if (delegation.until().isAfter(now)) {
                told.add(events.delegationRevoked(
                        delegation.id(),
                        delegation.helper(),
                        delegation.dependant(),
                        wires(delegation),
                        delegation.until()));
            }
        }
        return told;
    }

    private static Delegation delegation(Row row) {
        return new Delegation(
                row.getUUID("id"),
                row.getUUID("helper"),
                row.getUUID("dependant"),
                Arrays.stream(row.getArrayOfStrings("scopes")).map(Scope::named).toList(),
                row.getOffsetDateTime("until").toInstant());
    }

    private static Tuple row(Named named, Instant now) {
        var delegation = named.delegation();
        return Tuple.newInstance(io.vertx.sqlclient.Tuple.of(
                delegation.id(),
                delegation.helper(),
                delegation.dependant(),
                wires(delegation).toArray(String[]::new),
                at(delegation.until()),
                Buffer.buffer(named.helperName()),
                Buffer.buffer(named.dependantName()),
                at(now)));
    }

    private static List<String> wires(Delegation delegation) {
        return delegation.scopes().stream().map(Scope::wire).toList();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
