package org.vouch.audit.producers.store;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.audit.producers.Finding;
import org.vouch.audit.producers.Finding.Rule;
import org.vouch.audit.producers.Heard;
import org.vouch.audit.producers.Producers;
import org.vouch.audit.producers.ProducersConfig;
import org.vouch.audit.records.ReceivedActs;

/** Every judgement is one statement on what is stored, so it does not matter which replica makes it, or how often. */
@ApplicationScoped
class PostgresProducers implements Producers {
    /** One that comes again, behind a later one, changes nothing. */
    private static final String HEARD = "insert into producer_heard as h"
            + " (producer, partition_no, partitions, told_to, head, heard_at, stopped, late_since)"
            + " values ($1, $2, $3, $4, $5, $6, $7, case when $8 then $6::timestamptz end)"
            + " on conflict (producer, partition_no) do update set partitions = excluded.partitions,"
            + " told_to = excluded.told_to, head = excluded.head, heard_at = excluded.heard_at,"
            + " stopped = excluded.stopped, late_since = case when $8 then coalesce(h.late_since, excluded.heard_at) end"
            + " where h.heard_at <= excluded.heard_at";

    private static final String PARTITION = "insert into partition_heard as p (partition_no, newest, since)"
            + " values ($1, $2, $2) on conflict (partition_no) do update set since = case"
            + " when excluded.newest - p.newest > $3::interval then excluded.newest else p.since end,"
            + " newest = greatest(p.newest, excluded.newest)";
    private static final String MARK =
            "insert into producer_mark (producer, contiguous_to) values ($1, 0) on conflict do nothing";
    private static final String FOUND = "insert into producer_finding"
            + " (producer, rule, episode, first_number, last_number, since, records, found_at)";
    private static final String COUNTED =
            "insert into producer_finding (producer, rule, episode, count, since, records, found_at)";
    private static final String NOTE = FOUND + " values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing";

    private static final String HEADS = FOUND + " select h.producer, 'broken-chain', 'head ' || h.told_to, h.told_to,"
            + " h.told_to, $1, array_remove(array[(array_agg(a.record_id))[1]], null), $1 from producer_heard h"
            + " join access_number a on a.producer = h.producer and a.sequence = h.told_to"
            + " where a.hash <> h.head group by h.producer, h.told_to on conflict do nothing";
    private static final String SILENT = FOUND + " select h.producer, 'silence',"
            + " 'since ' || to_char(max(h.heard_at) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS'), null, null,"
            + " max(h.heard_at), '{}', $1 from producer_heard h join partition_heard p using (partition_no)"
            + " group by h.producer having bool_and(p.newest - greatest(h.heard_at, p.since) > $2::interval)"
            + " and not bool_or(h.stopped) on conflict do nothing";
    /** Whoever never begins is silent too: a service whose records were kept back from the first one on. */
    private static final String NEVER_HEARD =
            FOUND + " select e.producer, 'silence', 'never heard', null, null, p.since,"
                    + " '{}', $1 from unnest($2::text[]) as e (producer) cross join (select max(since) as since,"
                    + " bool_and(newest - since > $3::interval) as long_enough from partition_heard) p where p.long_enough"
                    + " and not exists (select from producer_heard h where h.producer = e.producer) on conflict do nothing";

    private static final String BEHIND = FOUND + " select producer, 'clock',"
            + " 'behind since ' || to_char(min(late_since) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24'), null, null,"
            + " min(late_since), '{}', $1 from producer_heard where heard_at - late_since > $2::interval"
            + " group by producer on conflict do nothing";

    /** Numbers that came after all, with what their neighbours say of them. */
    private static final String FILLED = "with filled as (select f.producer, f.episode, f.first_number, f.last_number"
            + " from producer_finding f where f.rule = 'missing-numbers' and not f.over and not f.closed"
            + " and f.last_number - f.first_number + 1 = (select count(*) from access_number a"
            + " where a.producer = f.producer and a.sequence between f.first_number and f.last_number)),"
            + " odd as (select f.producer, f.episode, min(a.sequence) as sequence, array_agg(a.record_id) as records"
            + " from filled f join access_number a on a.producer = f.producer"
            + " and a.sequence between f.first_number and f.last_number + 1"
            + " join access_number b on b.producer = a.producer and b.sequence = a.sequence - 1"
            + " where a.record_id is not null and b.hash is not null and a.previous is distinct from b.hash"
            + " group by f.producer, f.episode),"
            + " told as (" + FOUND + " select producer, 'broken-chain', 'number ' || sequence, sequence, sequence, $1,"
            + " records[1:20], $1 from odd on conflict do nothing)"
            + " update producer_finding f set over = true from filled where f.producer = filled.producer"
            + " and f.rule = 'missing-numbers' and f.episode = filled.episode"
            + " and not exists (select from odd where odd.producer = f.producer and odd.episode = f.episode)";

    private static final String HEARD_AGAIN = "update producer_finding f set over = true where f.rule = 'silence'"
            + " and not f.over and not f.closed and f.since < (select min(h.heard_at) from producer_heard h"
            + " where h.producer = f.producer) and (select m.contiguous_to from producer_mark m"
            + " where m.producer = f.producer) >= (select max(h.told_to) from producer_heard h"
            + " where h.producer = f.producer) and not exists (select from producer_finding g"
            + " where g.producer = f.producer and g.found_at >= f.found_at and not g.over"
            + " and g.rule in ('missing-numbers', 'broken-chain', 'renumbered'))";

    private static final String ACTS_HOUR = "insert into acts_hour (producer, hour, parts, last, actions)"
            + " values ($1, $2, $3, $4, $5) on conflict do nothing";
    private static final String ACTS_PART =
            "insert into acts_part (producer, hour, part, proofs) values ($1, $2, $3, $4) on conflict do nothing";

    /**
     * Each act of an hour has a granted look, whenever that was recorded; each granted look of the hour has its act in it, or in
     * the hour before it where that ended meanwhile.
     */
    private static final String RECONCILE = "with ready as (select h.producer, h.hour, h.actions from acts_hour h"
            + " join producer_mark m on m.producer = h.producer and m.contiguous_to >= h.last where not h.judged"
            + " and h.parts = (select count(*) from acts_part p where p.producer = h.producer and p.hour = h.hour)),"
            + " act as (select r.producer, r.hour, p.hour as of, unnest(p.proofs) as proof from ready r join acts_part p"
            + " on p.producer = r.producer and p.hour in (r.hour, r.hour - interval '1 hour')),"
            + " unrecorded as (select producer, hour, count(*) as looks from act a where a.of = a.hour and not exists"
            + " (select from look_by_proof l where l.producer = a.producer and l.proof = a.proof) group by producer, hour),"
            + " undone as (select r.producer, r.hour, count(*) as looks, (array_agg(l.record_id))[1:20] as records"
            + " from ready r join look_by_proof l on l.producer = r.producer and l.action = any(r.actions)"
            + " and l.at < r.hour + interval '1 hour' and l.at >= r.hour + case when exists (select from acts_hour b"
            + " where b.producer = r.producer and b.hour = r.hour - interval '1 hour') then interval '0'"
            + " else interval '1 minute' end where not exists (select from act a where a.producer = r.producer"
            + " and a.hour = r.hour and a.proof = l.proof) group by r.producer, r.hour),"
            + " told as (" + COUNTED + " select producer, 'not-recorded', 'hour ' || extract(epoch from hour)::bigint,"
            + " looks, hour, '{}', $1 from unrecorded on conflict do nothing),"
            + " told_too as (" + COUNTED + " select producer, 'not-done', 'hour ' || extract(epoch from hour)::bigint,"
            + " looks, hour, records, $1 from undone on conflict do nothing)"
            + " update acts_hour h set judged = true from ready r where r.producer = h.producer and r.hour = h.hour";

    private static final String ANNOUNCED =
            "insert into suspension_announced (suspension, announced_at)" + " values ($1, $2) on conflict do nothing";
    private static final String LOGGED = "update suspension_announced a set logged = true where not a.logged"
            + " and exists (select from log_entry e where e.kind = 'suspension'"
            + " and position('\"suspension\":\"' || a.suspension || '\"' in convert_from(e.bytes, 'UTF8')) > 0)";
    private static final String NOT_LOGGED = COUNTED + " select 'audit-service', 'not-recorded',"
            + " 'suspension ' || a.suspension, 1, a.announced_at, '{}', $1 from suspension_announced a"
            + " where not a.logged and not exists (select from log_entry e where e.kind = 'suspension'"
            + " and position('\"suspension\":\"' || a.suspension || '\"' in convert_from(e.bytes, 'UTF8')) > 0)"
            + " and not exists (select from log_pending p where p.kind = 'suspension'"
            + " and p.open ->> 'suspension' = a.suspension::text) on conflict do nothing";

    private static final String UNTOLD =
            "select * from producer_finding where not closed and (over or not told) order by found_at limit 100";
    private static final String TOLD = "update producer_finding set told = true, closed = closed or $4"
            + " where producer = $1 and rule = $2 and episode = $3";

    private static final Duration SWEEP = Duration.ofMinutes(10);
    /** By then every hour that a look belongs to has been compared. */
    private static final Duration COMPARED = Duration.ofDays(3);

    private final Pool pool;
    private final ProducersConfig config;

    PostgresProducers(Pool pool, ProducersConfig config) {
        this.pool = pool;
        this.config = config;
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(SWEEP, "delete from look_by_proof where at < $1", COMPARED);
        sweeps.every(SWEEP, "delete from acts_part where hour < $1", COMPARED);
        sweeps.every(SWEEP, "delete from acts_hour where hour < $1", COMPARED);
    }

    @Override
    public Uni<Void> take(List<Heard> heard, List<Finding> found, List<ReceivedActs> acts, Instant now) {
        return pool.withTransaction(transaction -> heard(transaction, heard)
                .chain(() -> note(transaction, found, now))
                .chain(() -> acts(transaction, acts)));
    }

    private Uni<Void> heard(SqlConnection transaction, List<Heard> heard) {
        if (heard.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(HEARD)
                .executeBatch(heard.stream()
                        .map(one -> tuple(
                                one.producer(),
                                one.partition(),
                                one.partitions(),
                                one.last(),
                                one.head() == null ? null : Buffer.buffer(one.head()),
                                utc(one.at()),
                                one.stopping(),
                                one.late()))
                        .toList())
                .chain(() -> transaction
                        .preparedQuery(PARTITION)
                        .executeBatch(heard.stream()
                                .map(one -> tuple(one.partition(), utc(one.at()), Interval.of(config.pause())))
                                .toList()))
                .chain(() -> transaction
                        .preparedQuery(MARK)
                        .executeBatch(heard.stream()
                                .map(Heard::producer)
                                .distinct()
                                .sorted()
                                .map(producer -> tuple(producer))
                                .toList()))
                .replaceWithVoid();
    }

    private static Uni<Void> note(SqlConnection transaction, List<Finding> found, Instant now) {
        if (found.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(NOTE)
                .executeBatch(found.stream()
                        .map(one -> tuple(
                                one.producer(),
                                one.rule().id(),
                                one.episode(),
                                one.first(),
                                one.last(),
                                utc(one.since()),
                                one.records().toArray(UUID[]::new),
                                utc(now)))
                        .toList())
                .replaceWithVoid();
    }

    private static Uni<Void> acts(SqlConnection transaction, List<ReceivedActs> acts) {
        if (acts.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(ACTS_HOUR)
                .executeBatch(acts.stream()
                        .map(one -> tuple(
                                one.producer(),
                                utc(one.hour()),
                                one.parts(),
                                one.last(),
                                one.actions().toArray(String[]::new)))
                        .toList())
                .chain(() -> transaction
                        .preparedQuery(ACTS_PART)
                        .executeBatch(acts.stream()
                                .map(one -> tuple(
                                        one.producer(),
                                        utc(one.hour()),
                                        one.part(),
                                        one.proofs().stream()
                                                .map(proof -> Buffer.buffer(
                                                        HexFormat.of().parseHex(proof)))
                                                .toArray(Buffer[]::new)))
                                .toList()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> announced(UUID suspension, Instant at) {
        return pool.preparedQuery(ANNOUNCED).execute(tuple(suspension, utc(at))).replaceWithVoid();
    }

    @Override
    public Uni<List<Finding>> judge(Instant now) {
        return pool.preparedQuery(HEADS)
                .execute(tuple(utc(now)))
                .chain(() -> pool.preparedQuery(SILENT).execute(tuple(utc(now), Interval.of(config.silentAfter()))))
                .chain(() -> pool.preparedQuery(NEVER_HEARD)
                        .execute(tuple(
                                utc(now),
                                config.expected().orElse(Set.of()).toArray(String[]::new),
                                Interval.of(config.heardWithin()))))
                .chain(() -> pool.preparedQuery(BEHIND).execute(tuple(utc(now), Interval.of(config.behindFor()))))
                .chain(() -> pool.preparedQuery(FILLED).execute(tuple(utc(now))))
                .chain(() -> pool.query(HEARD_AGAIN).execute())
                .chain(() -> pool.preparedQuery(RECONCILE).execute(tuple(utc(now))))
                .chain(() -> pool.query(LOGGED).execute())
                .chain(() -> pool.preparedQuery(NOT_LOGGED).execute(tuple(utc(now))))
                .chain(() -> pool.query(UNTOLD).execute())
                .map(rows -> {
                    var found = new ArrayList<Finding>(rows.size());
                    rows.forEach(row -> found.add(finding(row)));
                    return found;
                });
    }

    @Override
    public Uni<Void> told(Finding finding) {
        var closed = finding.over() || !finding.rule().mayEnd();
        return pool.preparedQuery(TOLD)
                .execute(tuple(finding.producer(), finding.rule().id(), finding.episode(), closed))
                .replaceWithVoid();
    }

    private static Finding finding(Row row) {
        return new Finding(
                row.getString("producer"),
                Rule.of(row.getString("rule")),
                row.getString("episode"),
                row.getLong("first_number"),
                row.getLong("last_number"),
                row.getLong("count"),
                row.getOffsetDateTime("since").toInstant(),
                List.of(row.getArrayOfUUIDs("records")),
                row.getBoolean("told"),
                row.getBoolean("over"));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Tuple tuple(@Nullable Object... values) {
        return Tuple.newInstance(io.vertx.sqlclient.Tuple.wrap(values));
    }
}
