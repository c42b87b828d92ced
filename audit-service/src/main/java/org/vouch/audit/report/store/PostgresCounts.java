package org.vouch.audit.report.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.report.Counts;

/** Looks are counted as they are taken in, suspensions when asked for. */
@ApplicationScoped
class PostgresCounts implements Counts {
    private static final String LOOKS = "select day, kind, coalesce(sum(looks) filter (where outcome = 'granted'), 0)"
            + "::bigint as granted, coalesce(sum(looks) filter (where outcome = 'refused'), 0)::bigint as refused"
            + " from access_day where day >= $1 group by day, kind order by day, kind";
    private static final String SUSPENDED = "select (since at time zone 'UTC')::date as day, count(*) as count"
            + " from suspension where since >= ($1::date::timestamp at time zone 'UTC') group by 1 order by 1";

    private static final String DISPUTED = "select (at at time zone 'UTC')::date as day, count(*) as count"
            + " from dispute where at >= ($1::date::timestamp at time zone 'UTC') group by 1 order by 1";

    private final Pool pool;

    PostgresCounts(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<Looks>> looks(LocalDate from) {
        return list(
                LOOKS,
                from,
                row -> new Looks(
                        row.getLocalDate("day"),
                        CallerKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getLong("granted"),
                        row.getLong("refused")));
    }

    @Override
    public Uni<List<Suspended>> suspended(LocalDate from) {
        return list(SUSPENDED, from, row -> new Suspended(row.getLocalDate("day"), row.getLong("count")));
    }

    @Override
    public Uni<List<Disputed>> disputed(LocalDate from) {
        return list(DISPUTED, from, row -> new Disputed(row.getLocalDate("day"), row.getLong("count")));
    }

    private <T> Uni<List<T>> list(String sql, LocalDate from, Function<Row, T> form) {
        return pool.preparedQuery(sql).execute(Tuple.of(from)).map(rows -> {
            var found = new ArrayList<T>();
            rows.forEach(row -> found.add(form.apply(row)));
            return found;
        });
    }
}
