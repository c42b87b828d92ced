package org.vouch.audit.entries.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.vouch.audit.entries.Numbers;
import org.vouch.audit.producers.ProducersConfig;

/** Looks only at numbers above the mark and into gaps: what has once been found complete is not read again. */
@ApplicationScoped
class PostgresNumbers implements Numbers {
    /** Up to which number a producer's heartbeats have counted, once they have been read on every partition. */
    private static final String TOLD = "told as (select producer, case when count(*) >= max(partitions)"
            + " then min(told_to) else 0 end as told_to from producer_heard group by producer)";

    /** Above the mark, the n-th number is mark + n as long as nothing is missing. */
    private static final String PASSED = "above as (select a.*, m.contiguous_to, m.chained,"
            + " coalesce(t.told_to, 0) as told_to, row_number() over w as nth,"
            + " lag(a.sequence, 1, m.contiguous_to) over w as before, lag(a.hash, 1, b.hash) over w as before_hash,"
            + " lag(a.record_id, 1, b.record_id) over w as before_id, lag(a.at, 1, b.at) over w as before_at,"
            + " coalesce(bool_or(a.previous is not null) over (w rows between unbounded preceding and 1 preceding),"
            + " false) as chained_before"
            + " from producer_mark m join access_number a on a.producer = m.producer and a.sequence > m.contiguous_to"
            + ""
            + " left join access_number b on b.producer = m.producer and b.sequence = m.contiguous_to"
            + " left join told t on t.producer = m.producer window w as (partition by a.producer order by a.sequence)),"
            + " passed as (select *, array_remove(array[before_id, record_id], null) as records from above"
            + " where sequence = contiguous_to + nth or sequence <= told_to)";

    /** The mark goes to what has been counted: what is not there by then was never sent. */
    private static final String GAPS =
            "ends as (select m.producer, max(coalesce(p.sequence, m.contiguous_to)) as highest,"
                    + " max(greatest(coalesce(p.sequence, m.contiguous_to), t.told_to)) as mark from producer_mark m"
                    + " left join passed p on p.producer = m.producer left join told t on t.producer = m.producer"
                    + " group by m.producer),"
                    + " gaps as (select producer, before + 1 as first, sequence - 1 as last, records from passed"
                    + " where sequence > before + 1"
                    + " union all select producer, highest + 1, mark, '{}' from ends where mark > highest),"
                    + " noted as (insert into record_gap (producer, first_missing, last_missing, found_at)"
                    + " select producer, first, last, $1 from gaps on conflict do nothing)";

    private static final String FOUND = "insert into producer_finding"
            + " (producer, rule, episode, first_number, last_number, since, records, found_at) select producer, ";

    private static final String ADVANCE = "with " + TOLD + ", " + PASSED + ", " + GAPS
            + ", missing as (" + FOUND + "'missing-numbers', 'from ' || first, first, last, $1, records, $1 from gaps"
            + " on conflict do nothing)"
            + ", broken as (" + FOUND + "'broken-chain', 'number ' || sequence, sequence, sequence, $1, records, $1"
            + " from passed where sequence = before + 1 and record_id is not null and before_hash is not null"
            + " and (previous <> before_hash or previous is null and (chained or chained_before)) on conflict do nothing)"
            + ", turned_back as (" + FOUND + "'clock', 'number ' || sequence, sequence, sequence, $1, records, $1"
            + " from passed where sequence = before + 1 and previous is not null and at < before_at - $2::interval"
            + " on conflict do nothing)"
            + " update producer_mark m set contiguous_to = e.mark, chained = m.chained"
            + " or exists (select from passed p where p.producer = e.producer and p.previous is not null)"
            + " from ends e where e.producer = m.producer and e.mark > m.contiguous_to";

    /**
     * A gap whose upper end is there for long is noted and told, and the mark set on that end: no heartbeat has counted it, which
     * whoever writes the records can bring about.
     */
    private static final String PASS = "with late as (select m.producer, m.contiguous_to as below, a.sequence as above"
            + " from producer_mark m cross join lateral (select sequence, taken_at from access_number"
            + " where producer = m.producer and sequence > m.contiguous_to order by sequence limit 1) a"
            + " where a.sequence > m.contiguous_to + 1 and a.taken_at < $1),"
            + " noted as (insert into record_gap (producer, first_missing, last_missing, found_at)"
            + " select producer, below + 1, above - 1, $2 from late on conflict do nothing),"
            + " missing as (" + FOUND
            + "'missing-numbers', 'from ' || below + 1, below + 1, above - 1, $2, '{}', $2 from late"
            + " on conflict do nothing)"
            + " update producer_mark m set contiguous_to = late.above from late"
            + " where late.producer = m.producer and late.below = m.contiguous_to";

    private static final String MISSING = "select m.producer,"
            + " (select coalesce(max(a.sequence), m.contiguous_to) - m.contiguous_to - count(*) from access_number a"
            + " where a.producer = m.producer and a.sequence > m.contiguous_to)"
            + " + coalesce((select sum(g.last_missing - g.first_missing + 1 - (select count(*) from access_number a"
            + " where a.producer = g.producer and a.sequence between g.first_missing and g.last_missing))"
            + " from record_gap g where g.producer = m.producer and g.explanation is null), 0)::bigint as missing"
            + " from producer_mark m";

    private final Pool pool;
    private final ProducersConfig config;

    PostgresNumbers(Pool pool, ProducersConfig config) {
        this.pool = pool;
        this.config = config;
    }

    @Override
    public Uni<List<Missing>> advance(Instant late, Instant now) {
        return pool.preparedQuery(ADVANCE)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), Interval.of(config.skew())))
                .chain(() -> pool.preparedQuery(PASS)
                        .execute(Tuple.of(late.atOffset(ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC))))
                .chain(() -> pool.query(MISSING).execute())
                .map(rows -> {
                    var found = new ArrayList<Missing>();
                    rows.forEach(row -> found.add(new Missing(row.getString("producer"), row.getLong("missing"))));
                    return found;
                });
    }
}
