package org.vouch.audit.entries.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.vouch.audit.entries.Numbers;

/** Looks only at numbers above the mark and into gaps: what has once been found complete is not read again. */
@ApplicationScoped
class PostgresNumbers implements Numbers {
    /** Above the mark, the n-th number is mark + n as long as nothing is missing. */
    private static final String ADVANCE = "with above as (select a.producer, a.sequence, m.contiguous_to,"
            + " row_number() over (partition by a.producer order by a.sequence) as nth"
            + " from producer_mark m join access_number a on a.producer = m.producer and a.sequence > m.contiguous_to),"
            + " complete as (select producer, max(sequence) as last from above where sequence = contiguous_to + nth"
            + " group by producer)"
            + " update producer_mark m set contiguous_to = c.last from complete c where c.producer = m.producer";

    /** A gap whose upper end is there for long is noted, and the mark set on that end. */
    private static final String PASS = "with late as (select m.producer, m.contiguous_to as below, a.sequence as above"
            + " from producer_mark m cross join lateral (select sequence, taken_at from access_number"
            + " where producer = m.producer and sequence > m.contiguous_to order by sequence limit 1) a"
            + " where a.sequence > m.contiguous_to + 1 and a.taken_at < $1),"
            + " noted as (insert into record_gap (producer, first_missing, last_missing, found_at)"
            + " select producer, below + 1, above - 1, $2 from late on conflict do nothing)"
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

    PostgresNumbers(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Missing>> advance(Instant late, Instant now) {
        return pool.query(ADVANCE)
                .execute()
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
