package org.vouch.identity.vault.store;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.vouch.audit.client.outbox.Outbox;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.identity.vault.People;
import org.vouch.identity.vault.SealedPerson;

@ApplicationScoped
class PeopleInPostgres implements People {
    private static final String COLUMNS =
            "person, document_index, row_secret, row_key, identity, template, enrolled_at";
    private static final String FIND =
            "(select " + COLUMNS + ", true as known from person where document_index = any($1))" + " union all (select "
                    + COLUMNS + ", false as known from decoy) order by known desc limit 1";
    private static final String ADD = "insert into person (" + COLUMNS + ") values ($1, $2, $3, $4, $5, $6, $7)"
            + " on conflict (document_index) do nothing";
    private static final String REPLACE = "update person set document_index = $2, row_secret = $3, row_key = $4,"
            + " identity = $5, template = $6, enrolled_at = $7 where person = $1";
    private static final String DECOY = "insert into decoy (" + COLUMNS + ") values ($1, $2, $3, $4, $5, $6, $7)"
            + " on conflict (document_index) do update set person = $1, row_secret = $3, row_key = $4, identity = $5,"
            + " template = $6, enrolled_at = $7";

    private final Pool pool;

    PeopleInPostgres(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Found> find(List<byte[]> indexes) {
        var any = indexes.stream().map(Buffer::buffer).toArray(Buffer[]::new);
        return pool.preparedQuery(FIND)
                .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.of((Object) any)))
                .map(rows -> rows.iterator().next())
                .map(row -> new Found(person(row), row.getBoolean("known")));
    }

    @Override
    public Uni<Boolean> add(SealedPerson person, OutgoingEvent enrolled) {
        return withEvent(enrolled, transaction -> transaction.preparedQuery(ADD).execute(tuple(person)));
    }

    @Override
    public Uni<Boolean> replace(SealedPerson person, OutgoingEvent enrolled) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery("select template is null as withdrawn from person where person = $1 for update")
                .execute(Tuple.of(person.person()))
                .chain(rows -> {
                    for (var row : rows) {
                        return transaction
                                .preparedQuery(REPLACE)
                                .execute(tuple(person))
                                .chain(replaced -> row.getBoolean("withdrawn")
                                        ? Outbox.append(transaction, enrolled).replaceWith(true)
                                        : Uni.createFrom().item(true));
                    }
                    return Uni.createFrom().item(false);
                }));
    }

    @Override
    public Uni<Optional<Standing>> standing(UUID person) {
        return pool.preparedQuery("select template is not null as has_face, enrolled_at from person where person = $1")
                .execute(Tuple.of(person))
                .map(rows -> {
                    for (var row : rows) {
                        return Optional.of(new Standing(
                                row.getBoolean("has_face"),
                                row.getOffsetDateTime("enrolled_at").toInstant()));
                    }
                    return Optional.<Standing>empty();
                });
    }

    @Override
    public Uni<Void> withdrawFace(UUID person, OutgoingEvent withdrawn, EndingWith also) {
        return ended(
                "select 1 from person where person = $1 and template is not null for update",
                also,
                "update person set template = null where person = $1",
                person,
                withdrawn);
    }

    @Override
    public Uni<Void> erase(UUID person, OutgoingEvent erased, EndingWith also) {
        return ended(
                "select 1 from person where person = $1 for update",
                also,
                "delete from person where person = $1",
                person,
                erased);
    }

    /** Holds the row first, so that nothing new hangs on it when what hangs on it ends. */
    private Uni<Void> ended(String hold, EndingWith also, String end, UUID person, OutgoingEvent event) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(hold)
                .execute(Tuple.of(person))
                .chain(held -> held.rowCount() == 0
                        ? Uni.createFrom().voidItem()
                        : also.end(transaction)
                                .chain(() -> transaction.preparedQuery(end).execute(Tuple.of(person)))
                                .chain(() -> Outbox.append(transaction, event))));
    }

    @Override
    public Uni<Void> putDecoy(SealedPerson decoy) {
        return pool.preparedQuery(DECOY).execute(tuple(decoy)).replaceWithVoid();
    }

    /** The event is appended where, and only where, a row changed. */
    private Uni<Boolean> withEvent(OutgoingEvent event, Function<SqlConnection, Uni<RowSet<Row>>> change) {
        return pool.withTransaction(transaction -> change.apply(transaction).chain(changed -> {
            if (changed.rowCount() == 0) {
                return Uni.createFrom().item(false);
            }
            return Outbox.append(transaction, event).replaceWith(true);
        }));
    }

    private static SealedPerson person(Row row) {
        var template = row.getBuffer("template");
        return new SealedPerson(
                row.getUUID("person"),
                row.getBuffer("document_index").getBytes(),
                row.getBuffer("row_secret").getBytes(),
                row.getBuffer("row_key").getBytes(),
                row.getBuffer("identity").getBytes(),
                template == null ? null : template.getBytes(),
                row.getOffsetDateTime("enrolled_at").toInstant());
    }

    private static Tuple tuple(SealedPerson person) {
        var template = person.template();
        return Tuple.newInstance(io.vertx.sqlclient.Tuple.of(
                person.person(),
                buffer(person.index()),
                buffer(person.rowSecret()),
                buffer(person.rowKey()),
                buffer(person.identity()),
                template == null ? null : buffer(template),
                person.enrolledAt().atOffset(ZoneOffset.UTC)));
    }

    private static Buffer buffer(byte[] bytes) {
        return Buffer.buffer(bytes);
    }
}
