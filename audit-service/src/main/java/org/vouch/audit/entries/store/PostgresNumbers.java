package org.vouch.audit.entries.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.vouch.audit.entries.Numbers;

/** Looks only at numbers above the mark: what has once been found complete is not read again. */
@ApplicationScoped
class PostgresNumbers implements Numbers {
    /** Above the mark, the n-th number is mark + n as long as nothing is missing. */
    private static final String ADVANCE = "with above as (select a.producer, a.sequence, m.contiguous_to,"
            + " row_number() over (partition by a.producer order by a.sequence) as nth"
            + " from producer_mark m join access_number a on a.producer = m.producer and a.sequence > m.contiguous_to),"
            + " complete as (select producer, max(sequence) as last from above where sequence = contiguous_to + nth"
            + " group by producer)"
            + " update producer_mark m set contiguous_to = c.last from complete c where c.producer = m.producer";

    private static final String MISSING = "select m.producer,"
            + " coalesce(max(a.sequence), m.contiguous_to) - m.contiguous_to - count(a.sequence) as missing"
            + " from producer_mark m left join access_number a"
            + " on a.producer = m.producer and a.sequence > m.contiguous_to group by m.producer, m.contiguous_to";

    private final Pool pool;

    PostgresNumbers(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Missing>> advance() {
        return pool.query(ADVANCE)
                .execute()
                .chain(() -> pool.query(MISSING).execute())
                .map(rows -> {
                    var found = new ArrayList<Missing>();
                    rows.forEach(row -> found.add(new Missing(row.getString("producer"), row.getLong("missing"))));
                    return found;
                });
    }
}
