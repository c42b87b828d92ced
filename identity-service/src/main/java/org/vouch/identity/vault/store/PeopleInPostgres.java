package org.vouch.identity.vault.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.outbox.Outbox;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.identity.vault.Outer;
import org.vouch.identity.vault.People;
import org.vouch.identity.vault.SealedPerson;

@ApplicationScoped
class PeopleInPostgres implements People {
    private static final String COLUMNS =
            "person, document_index, index_key, master_key, finding, row_secret, row_key, identity, template, template_model,"
                    + " enrolled_at";
    private static final String VALUES = " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    private static final String OUTER =
            "document_index = $2, index_key = $3, master_key = $4, finding = $5, row_secret = $6";
    private static final String FIND =
            "(select " + COLUMNS + ", true as known from person where document_index = any($1))" + " union all (select "
                    + COLUMNS + ", false as known from decoy) order by known desc limit 1";
    private static final String ADD =
            "insert into person (" + COLUMNS + ") select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11"
                    + " where not exists (select 1 from person where document_index = any($12))"
                    + " on conflict (document_index) do nothing";
    private static final String REPLACE = "update person set " + OUTER
            + ", row_key = $7, identity = $8, template = $9, template_model = $10, enrolled_at = $11 where person = $1";
    private static final String AMEND = REPLACE + " and row_secret = $12 and (template is null) = ($9::bytea is null)";
    private static final String DECOY = "insert into decoy (" + COLUMNS + ")" + VALUES
            + " on conflict (document_index) do update set person = $1, index_key = $3, master_key = $4, finding = $5,"
            + " row_secret = $6, row_key = $7, identity = $8, template = $9, template_model = $10, enrolled_at = $11";

    /** $1 and $2 are the newest keys. */
    private static final String OLDER = " from person where (master_key is distinct from $2"
            + " or (finding is not null and index_key is distinct from $1))";

    private static final String RENEW =
            "update person set " + OUTER + " where person = $1 and row_secret = $7 and document_index = $8";

    private static final String REMEMBER = "insert into erased_document (person, document_index, index_key, erased_at)"
            + " select person, document_index, index_key, $2 from person where person = $1";

    private static final Duration SWEEP = Duration.ofMinutes(10);
    /** A suspension that an auditor has confirmed has no end. */
    private static final Duration REMEMBERED_AT_MOST = Duration.ofDays(366);

    private final Pool pool;
    private final Clock clock;

    PeopleInPostgres(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(SWEEP, "delete from erased_person where until <= $1", Duration.ZERO);
        sweeps.every(SWEEP, "delete from erased_document where erased_at < $1", REMEMBERED_AT_MOST);
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
    public Uni<Boolean> add(SealedPerson person, List<byte[]> indexes, OutgoingEvent enrolled) {
        var values = columns(person);
        values.add(indexes.stream().map(PeopleInPostgres::buffer).toArray(Buffer[]::new));
        return withEvent(enrolled, transaction -> alone(transaction, indexes).chain(() -> transaction
                .preparedQuery(ADD)
                .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.from(values)))));
    }

    /** Replicas may index by one key or the other for a while, and no unique key holds between them: the lowest index is a lock. */
    private static Uni<Void> alone(SqlConnection transaction, List<byte[]> indexes) {
        if (indexes.size() == 1) {
            return Uni.createFrom().voidItem();
        }
        var lowest = indexes.stream().min(Arrays::compareUnsigned).orElseThrow();
        return transaction
                .preparedQuery("select pg_advisory_xact_lock($1)")
                .execute(Tuple.of(ByteBuffer.wrap(lowest).getLong()))
                .replaceWithVoid();
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
    public Uni<Boolean> amend(SealedPerson person, byte[] rowSecretBefore) {
        var values = columns(person);
        values.add(buffer(rowSecretBefore));
        return pool.preparedQuery(AMEND)
                .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.from(values)))
                .map(amended -> amended.rowCount() == 1);
    }

    @Override
    public Uni<Optional<Standing>> standing(UUID person) {
        return pool.preparedQuery(
                        "select template is not null as has_face, template_model, enrolled_at from person where person = $1")
                .execute(Tuple.of(person))
                .map(rows -> {
                    for (var row : rows) {
                        return Optional.of(new Standing(
                                row.getBoolean("has_face"),
                                row.getString("template_model"),
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
                "update person set template = null, template_model = null where person = $1",
                person,
                withdrawn);
    }

    @Override
    public Uni<Void> erase(UUID person, Instant tokensOver, OutgoingEvent erased, EndingWith also) {
        return ended(
                "select 1 from person where person = $1 for update",
                transaction -> also.end(transaction)
                        .chain(() -> transaction
                                .preparedQuery("insert into erased_person (person, until) values ($1, $2)")
                                .execute(Tuple.of(person, tokensOver.atOffset(ZoneOffset.UTC))))
                        .chain(() -> transaction
                                .preparedQuery(REMEMBER)
                                .execute(Tuple.of(person, clock.instant().atOffset(ZoneOffset.UTC))))
                        .replaceWithVoid(),
                "delete from person where person = $1",
                person,
                erased);
    }

    @Override
    public Uni<List<UUID>> erasedUnder(List<byte[]> indexes) {
        var any = indexes.stream().map(Buffer::buffer).toArray(Buffer[]::new);
        return pool.preparedQuery("select person from erased_document where document_index = any($1)")
                .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.of((Object) any)))
                .map(rows -> {
                    var found = new ArrayList<UUID>();
                    rows.forEach(row -> found.add(row.getUUID("person")));
                    return found;
                });
    }

    @Override
    public Uni<Integer> forgetErased(Instant before, Predicate<UUID> stays) {
        return pool.preparedQuery("select person from erased_document where erased_at < $1")
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC)))
                .chain(rows -> {
                    var over = new ArrayList<UUID>();
                    rows.forEach(row -> over.add(row.getUUID("person")));
                    over.removeIf(stays);
                    return over.isEmpty()
                            ? Uni.createFrom().item(0)
                            : pool.preparedQuery("delete from erased_document where person = any($1)")
                                    .execute(Tuple.newInstance(
                                            io.vertx.sqlclient.Tuple.of((Object) over.toArray(UUID[]::new))))
                                    .map(deleted -> deleted.rowCount());
                });
    }

    @Override
    public Uni<Boolean> lateErased(UUID person) {
        return pool.preparedQuery("select 1 from erased_person where person = $1")
                .execute(Tuple.of(person))
                .map(found -> found.rowCount() > 0);
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

    @Override
    public Uni<List<Outer>> underOlderKeys(Keys newest, UUID after, int most) {
        return pool.preparedQuery("select person, document_index, index_key, master_key, finding, row_secret" + OLDER
                        + " and person > $3 order by person limit $4")
                .execute(Tuple.of(newest.index(), newest.master(), after, most))
                .map(rows -> {
                    var found = new ArrayList<Outer>();
                    rows.forEach(row -> found.add(outer(row)));
                    return found;
                });
    }

    @Override
    public Uni<Long> countUnderOlderKeys(Keys newest) {
        return pool.preparedQuery("select (select count(*)" + OLDER + ") + (select count(*) from erased_document"
                        + " where index_key is distinct from $1)")
                .execute(Tuple.of(newest.index(), newest.master()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Uni<Boolean> renew(Outer before, Outer after) {
        var values = outer(after);
        values.add(buffer(before.rowSecret()));
        values.add(buffer(before.index()));
        return pool.preparedQuery(RENEW)
                .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.from(values)))
                .map(renewed -> renewed.rowCount() == 1);
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

    private static Outer outer(Row row) {
        return new Outer(
                row.getUUID("person"),
                row.getBuffer("document_index").getBytes(),
                row.getString("index_key"),
                row.getString("master_key"),
                bytes(row, "finding"),
                row.getBuffer("row_secret").getBytes());
    }

    private static SealedPerson person(Row row) {
        return new SealedPerson(
                outer(row),
                row.getBuffer("row_key").getBytes(),
                row.getBuffer("identity").getBytes(),
                bytes(row, "template"),
                row.getString("template_model"),
                row.getOffsetDateTime("enrolled_at").toInstant());
    }

    private static byte @Nullable [] bytes(Row row, String column) {
        var content = row.getBuffer(column);
        return content == null ? null : content.getBytes();
    }

    /** In the order of the columns. */
    private static List<@Nullable Object> outer(Outer outer) {
        var values = new ArrayList<@Nullable Object>();
        values.add(outer.person());
        values.add(buffer(outer.index()));
        values.add(outer.indexKey());
        values.add(outer.masterKey());
        values.add(outer.finding() == null ? null : buffer(outer.finding()));
        values.add(buffer(outer.rowSecret()));
        return values;
    }

    private static Tuple tuple(SealedPerson person) {
        return Tuple.newInstance(io.vertx.sqlclient.Tuple.from(columns(person)));
    }

    /** In their order. */
    private static List<@Nullable Object> columns(SealedPerson person) {
        var values = outer(person.outer());
        values.add(buffer(person.rowKey()));
        values.add(buffer(person.identity()));
        values.add(person.template() == null ? null : buffer(person.template()));
        values.add(person.templateModel());
        values.add(person.enrolledAt().atOffset(ZoneOffset.UTC));
        return values;
    }

    private static Buffer buffer(byte[] bytes) {
        return Buffer.buffer(bytes);
    }
}
