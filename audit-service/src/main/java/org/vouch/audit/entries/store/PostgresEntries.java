package org.vouch.audit.entries.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.paging.Cursor;
import org.vouch.audit.client.paging.Page;
import org.vouch.audit.client.paging.PageRequest;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.audit.entries.AccessEntry;
import org.vouch.audit.entries.AccessEntry.Numbered;
import org.vouch.audit.entries.AccessFact;
import org.vouch.audit.entries.Entries;
import org.vouch.audit.entries.Position;
import org.vouch.audit.entries.SetAside;
import org.vouch.audit.log.store.AppendingEntries;
import org.vouch.audit.pseudonym.Pseudonym;
import org.vouch.audit.records.ProducerNumber;
import org.vouch.audit.records.ReceivedAccess.Outcome;

/** A batch is one transaction of a few statements whatever its size. */
@ApplicationScoped
class PostgresEntries implements Entries {
    static final String CONSUMER = "entries";

    private static final Buffer NOBODY = Buffer.buffer();
    /** Neither is one new whose id another fact's entry has: at a second entry of it no batch would ever get past. Its number is missed. */
    private static final String FIRST_TIME = "with first as (insert into inbox (consumer, event_id) select '" + CONSUMER
            + "', unnest($1::uuid[]) on conflict do nothing returning event_id) select event_id from first"
            + " where not exists (select from log_entry e where e.event_id = first.event_id)";

    private static final String ADD = "insert into access_entry (subject, at, id, requester, requester_kind,"
            + " requester_label, action, purpose, outcome, requester_masked, taken_at) select *, $11::timestamptz from"
            + " unnest($1::bytea[], $2::timestamptz[], $3::uuid[], $4::bytea[], $5::text[], $6::text[], $7::text[],"
            + " $8::text[], $9::text[], $10::bytea[])";
    private static final String NUMBER = "insert into access_number"
            + " (producer, sequence, record_id, hash, previous, at, taken_at) select *, $7::timestamptz from"
            + " unnest($1::text[], $2::bigint[], $3::uuid[], $4::bytea[], $5::bytea[], $6::timestamptz[])"
            + " on conflict do nothing";
    /** Two records that claim one number. */
    private static final String RENUMBERED = "insert into producer_finding"
            + " (producer, rule, episode, first_number, last_number, since, records, found_at)"
            + " select n.producer, 'renumbered', 'number ' || n.sequence, n.sequence, n.sequence, $4,"
            + " array_remove(array[a.record_id, n.id], null), $4 from unnest($1::text[], $2::bigint[], $3::uuid[])"
            + " as n (producer, sequence, id) join access_number a using (producer, sequence)"
            + " where a.record_id is distinct from n.id on conflict do nothing";

    private static final String PROOFS = "insert into look_by_proof (producer, proof, action, at, record_id)"
            + " select * from unnest($1::text[], $2::bytea[], $3::text[], $4::timestamptz[], $5::uuid[])"
            + " on conflict do nothing";
    private static final String MARK = "insert into producer_mark (producer, contiguous_to)"
            + " select distinct unnest($1::text[]), 0 on conflict do nothing";
    private static final String CLIENTS = "insert into client_requester as known (id, kind, label)"
            + " select * from unnest($1::text[], $2::text[], $3::text[]) as told (id, kind, label)"
            // Nearly all: without a lock on their rows.
            + " where not exists (select from client_requester k where k.id = told.id"
            + " and (k.kind, k.label) is not distinct from (told.kind, told.label))"
            + " on conflict (id) do update set kind = excluded.kind, label = excluded.label"
            + " where (known.kind, known.label) is distinct from (excluded.kind, excluded.label)";
    private static final String COUNT = "insert into access_day as d (day, kind, outcome, looks)"
            + " select * from unnest($1::date[], $2::text[], $3::text[], $4::bigint[])"
            + " on conflict (day, kind, outcome) do update set looks = d.looks + excluded.looks";
    private static final String SET_ASIDE = "insert into record_set_aside (topic, partition_no, offset_no, why, bytes,"
            + " sha256, set_aside_at) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing";
    private static final String PAGE = "select * from access_entry where subject = any($1)"
            + " and ($2::timestamptz is null or (at, id) < ($2, $3::uuid)) order by at desc, id desc limit $4";

    private static final String ONE =
            "select * from access_entry where subject = any($1) and id = $2 order by at desc limit 1";
    /** Oldest first, as many as come in within the time between two sweeps. */
    private static final String FORGET = "update access_entry set requester_masked = null where ctid = any(array("
            + "select ctid from access_entry where taken_at < $1 and requester_masked is not null"
            + " order by taken_at limit 300000))";

    private static final String POSITIONS = "insert into log_position as p (topic, partition_no, next_offset)"
            + " select * from unnest($1::text[], $2::int[], $3::bigint[]) order by 1, 2"
            + " on conflict (topic, partition_no) do update"
            + " set next_offset = greatest(p.next_offset, excluded.next_offset)";

    private final Pool pool;
    private final AppendingEntries log;

    PostgresEntries(Pool pool, AppendingEntries log) {
        this.pool = pool;
        this.log = log;
    }

    @Override
    public Uni<Added> add(List<Numbered> batch, List<SetAside> aside, List<Position> ends, Instant now) {
        return pool.withTransaction(transaction -> firstTime(transaction, batch)
                .chain(fresh -> write(transaction, fresh, now).chain(numbered -> setAside(transaction, aside, now)
                        .chain(() -> positions(transaction, ends))
                        .chain(() -> log.append(
                                transaction, fresh.stream().map(AccessFact::of).toList(), now))
                        .replaceWith(() -> new Added(
                                fresh.stream().map(Numbered::entry).toList(),
                                aside.size(),
                                fresh.size() - numbered)))));
    }

    /** By then nobody is enforced against at once any more: see DisputePolicy. */
    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(Duration.ofMinutes(1), FORGET, Duration.ofDays(31));
    }

    @Override
    public Uni<Optional<Masked>> one(List<Pseudonym> subject, UUID look) {
        return pool.preparedQuery(ONE)
                .execute(tuple(subject.stream().map(PostgresEntries::bytes).toArray(Buffer[]::new), look))
                .map(rows -> {
                    var row = rows.iterator();
                    if (!row.hasNext()) {
                        return Optional.empty();
                    }
                    var found = row.next();
                    var masked = found.getBuffer("requester_masked");
                    return Optional.of(new Masked(entry(found), masked == null ? null : masked.getBytes()));
                });
    }

    @Override
    public Uni<Page<AccessEntry>> about(List<Pseudonym> subject, PageRequest request) {
        var after = request.after();
        return pool.preparedQuery(PAGE)
                .execute(tuple(
                        subject.stream().map(PostgresEntries::bytes).toArray(Buffer[]::new),
                        after == null ? null : utc(after.at()),
                        after == null ? null : after.id(),
                        request.limit() + 1))
                .map(rows -> {
                    var found = new ArrayList<AccessEntry>(rows.size());
                    rows.forEach(row -> found.add(entry(row)));
                    return Page.of(found, request.limit(), entry -> new Cursor(entry.at(), entry.id()));
                });
    }

    private static Uni<List<Numbered>> firstTime(SqlConnection transaction, List<Numbered> batch) {
        if (batch.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return transaction
                .preparedQuery(FIRST_TIME)
                .execute(tuple(
                        (Object) batch.stream().map(one -> one.entry().id()).toArray(UUID[]::new)))
                .map(rows -> {
                    var fresh = new HashSet<UUID>();
                    rows.forEach(row -> fresh.add(row.getUUID(0)));
                    return batch.stream()
                            .filter(one -> fresh.contains(one.entry().id()))
                            .toList();
                });
    }

    /** How many numbers were new. */
    private static Uni<Integer> write(SqlConnection transaction, List<Numbered> batch, Instant now) {
        if (batch.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        return transaction
                .preparedQuery(ADD)
                .execute(columns(batch, now))
                .chain(() -> clients(transaction, batch))
                .chain(() -> counts(transaction, batch))
                .chain(() -> proofs(transaction, batch))
                .chain(() ->
                        number(transaction, batch.stream().map(NumberRow::of).toList(), now));
    }

    private static Uni<Void> proofs(SqlConnection transaction, List<Numbered> batch) {
        var spent = batch.stream().filter(one -> one.link().proof() != null).toList();
        if (spent.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(PROOFS)
                .execute(tuple(
                        spent.stream().map(Numbered::producer).toArray(String[]::new),
                        spent.stream()
                                .map(one -> Buffer.buffer(
                                        Objects.requireNonNull(one.link().proof())))
                                .toArray(Buffer[]::new),
                        spent.stream().map(one -> one.entry().action()).toArray(String[]::new),
                        spent.stream().map(one -> utc(one.entry().at())).toArray(OffsetDateTime[]::new),
                        spent.stream().map(one -> one.entry().id()).toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    private record NumberRow(
            ProducerNumber number,
            @Nullable UUID record,
            Buffer hash,
            @Nullable Buffer previous,
            @Nullable Instant at) {
        static NumberRow of(Numbered one) {
            var previous = one.link().previous();
            return new NumberRow(
                    new ProducerNumber(one.producer(), one.sequence()),
                    one.entry().id(),
                    Buffer.buffer(one.link().hash()),
                    previous == null ? null : Buffer.buffer(previous),
                    one.entry().at());
        }

        static NumberRow of(ProducerNumber number, SetAside aside) {
            return new NumberRow(number, null, Buffer.buffer(HexFormat.of().parseHex(aside.sha256())), null, null);
        }
    }

    /** How many of the numbers were new; a record that was set aside has its number here and no id. */
    private static Uni<Integer> number(SqlConnection transaction, List<NumberRow> numbers, Instant now) {
        var producers = numbers.stream().map(one -> one.number().producer()).toArray(String[]::new);
        var sequences = numbers.stream().map(one -> one.number().sequence()).toArray(Long[]::new);
        var records = numbers.stream().map(NumberRow::record).toArray(UUID[]::new);
        return transaction
                .preparedQuery(MARK)
                .execute(tuple((Object) producers))
                .chain(() -> transaction
                        .preparedQuery(NUMBER)
                        .execute(tuple(
                                producers,
                                sequences,
                                records,
                                numbers.stream().map(NumberRow::hash).toArray(Buffer[]::new),
                                numbers.stream().map(NumberRow::previous).toArray(Buffer[]::new),
                                numbers.stream()
                                        .map(one -> one.at() == null ? null : utc(one.at()))
                                        .toArray(OffsetDateTime[]::new),
                                utc(now))))
                .map(rows -> rows.rowCount())
                .call(added -> added == numbers.size()
                        ? Uni.createFrom().voidItem()
                        : transaction
                                .preparedQuery(RENUMBERED)
                                .execute(tuple(producers, sequences, records, utc(now))));
    }

    private static io.vertx.mutiny.sqlclient.Tuple columns(List<Numbered> batch, Instant now) {
        var entries = batch.stream().map(Numbered::entry).toList();
        return tuple(
                entries.stream()
                        .map(entry -> entry.subject() == null ? NOBODY : bytes(entry.subject()))
                        .toArray(Buffer[]::new),
                entries.stream().map(entry -> utc(entry.at())).toArray(OffsetDateTime[]::new),
                entries.stream().map(AccessEntry::id).toArray(UUID[]::new),
                entries.stream().map(entry -> bytes(entry.requester())).toArray(Buffer[]::new),
                entries.stream().map(entry -> entry.kind().wire()).toArray(String[]::new),
                entries.stream().map(AccessEntry::label).toArray(String[]::new),
                entries.stream().map(AccessEntry::action).toArray(String[]::new),
                entries.stream().map(AccessEntry::purpose).toArray(String[]::new),
                entries.stream().map(entry -> entry.outcome().wire()).toArray(String[]::new),
                batch.stream().map(one -> buffer(one.masked())).toArray(Buffer[]::new),
                utc(now));
    }

    /** Ordered by id, so that two batches lock the same clients in the same order. */
    private static Uni<Void> clients(SqlConnection transaction, List<Numbered> batch) {
        var clients = new TreeMap<String, AccessEntry>();
        for (var one : batch) {
            var id = one.client();
            if (id != null) {
                clients.put(id, one.entry());
            }
        }
        if (clients.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(CLIENTS)
                .execute(tuple(
                        clients.keySet().toArray(String[]::new),
                        clients.values().stream()
                                .map(entry -> entry.kind().wire())
                                .toArray(String[]::new),
                        clients.values().stream().map(AccessEntry::label).toArray(String[]::new)))
                .replaceWithVoid();
    }

    private record Day(LocalDate day, String kind, String outcome) implements Comparable<Day> {
        static Day of(AccessEntry entry) {
            return new Day(
                    LocalDate.ofInstant(entry.at(), ZoneOffset.UTC),
                    entry.kind().wire(),
                    entry.outcome().wire());
        }

        @Override
        public int compareTo(Day other) {
            return (day + kind + outcome).compareTo(other.day + other.kind + other.outcome);
        }
    }

    private static Uni<Void> counts(SqlConnection transaction, List<Numbered> batch) {
        Map<Day, Long> counts = batch.stream()
                .map(Numbered::entry)
                .collect(Collectors.groupingBy(Day::of, TreeMap::new, Collectors.counting()));
        return transaction
                .preparedQuery(COUNT)
                .execute(tuple(
                        counts.keySet().stream().map(Day::day).toArray(LocalDate[]::new),
                        counts.keySet().stream().map(Day::kind).toArray(String[]::new),
                        counts.keySet().stream().map(Day::outcome).toArray(String[]::new),
                        counts.values().toArray(Long[]::new)))
                .replaceWithVoid();
    }

    private static Uni<Void> setAside(SqlConnection transaction, List<SetAside> aside, Instant now) {
        if (aside.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(SET_ASIDE)
                .executeBatch(aside.stream()
                        .map(one -> tuple(
                                one.topic(),
                                one.partition(),
                                one.offset(),
                                one.why(),
                                one.bytes(),
                                one.sha256(),
                                utc(now)))
                        .toList())
                .chain(() -> number(
                        transaction,
                        aside.stream()
                                .flatMap(
                                        one -> Stream.ofNullable(one.number()).map(number -> NumberRow.of(number, one)))
                                .toList(),
                        now))
                .replaceWithVoid();
    }

    private static Uni<Void> positions(SqlConnection transaction, List<Position> ends) {
        if (ends.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(POSITIONS)
                .execute(tuple(
                        ends.stream().map(Position::topic).toArray(String[]::new),
                        ends.stream().map(Position::partition).toArray(Integer[]::new),
                        ends.stream().map(Position::next).toArray(Long[]::new)))
                .replaceWithVoid();
    }

    private static AccessEntry entry(Row row) {
        return new AccessEntry(
                row.getUUID("id"),
                row.getOffsetDateTime("at").toInstant(),
                Pseudonym.of(row.getBuffer("subject").getBytes()),
                Pseudonym.of(row.getBuffer("requester").getBytes()),
                CallerKind.valueOf(row.getString("requester_kind").toUpperCase(Locale.ROOT)),
                row.getString("requester_label"),
                row.getString("action"),
                row.getString("purpose"),
                Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)));
    }

    private static @Nullable Buffer buffer(byte @Nullable [] bytes) {
        return bytes == null ? null : Buffer.buffer(bytes);
    }

    private static Buffer bytes(Pseudonym pseudonym) {
        return Buffer.buffer(pseudonym.bytes());
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static io.vertx.mutiny.sqlclient.Tuple tuple(@Nullable Object... values) {
        return io.vertx.mutiny.sqlclient.Tuple.newInstance(Tuple.wrap(values));
    }
}
