package org.vouch.audit.operations.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.data.Interval;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.operations.Operations;

/** Looks are counted from the log, whose order is that of time: where a time begins in it is found by halving. */
@ApplicationScoped
class PostgresOperations implements Operations {
    /** What is read at most for one answer. */
    private static final long MOST = 50_000;

    private static final String LOG =
            "select s.entries, c.size, c.published_at from log_size s" + " left join log_checkpoint c on true";

    private static final String PRODUCERS = "select m.producer, m.contiguous_to as came,"
            + " greatest(m.contiguous_to, coalesce(h.told, 0)) as told, h.heard_at,"
            + " coalesce((select sum(g.last_missing - g.first_missing + 1 - (select count(*) from access_number a"
            + " where a.producer = g.producer and a.sequence between g.first_missing and g.last_missing))"
            + " from record_gap g where g.producer = m.producer and g.explanation is null), 0)::bigint as missing"
            + " from producer_mark m left join (select producer, max(told_to) as told, max(heard_at) as heard_at"
            + " from producer_heard group by producer) h on h.producer = m.producer order by m.producer";

    private static final String LOOKS = "with recursive place (low, high) as ("
            + "select greatest(0, entries - $3::bigint), entries from log_size union all"
            + " select case when e.taken_at < $1 then p.middle + 1 else p.low end,"
            + " case when e.taken_at < $1 then p.high else p.middle end"
            + " from (select low, high, (low + high) / 2 as middle from place where low < high) p"
            + " join log_entry e on e.leaf_index = p.middle),"
            + " looks as (select taken_at, convert_from(bytes, 'UTF8')::json as leaf from log_entry"
            + " where leaf_index >= (select low from place where low = high) and kind = 'access')"
            + " select date_bin($2::interval, taken_at, 'epoch'::timestamptz) as step,"
            + " count(*) filter (where leaf ->> 'outcome' = 'granted') as granted,"
            + " count(*) filter (where leaf ->> 'outcome' = 'refused') as refused,"
            + " percentile_disc(0.95) within group (order by greatest(0, extract(epoch from"
            + " taken_at - (leaf ->> 'at')::timestamptz)::float8)) as delay"
            + " from looks group by step order by step";

    private static final String ALERTS = "select date_bin($2::interval, raised_at, 'epoch'::timestamptz) as step,"
            + " count(*) as raised from alert where raised_at >= $1 group by step order by step";

    private final Pool pool;

    PostgresOperations(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<LogState> log() {
        return pool.query(LOG).execute().map(rows -> {
            var row = rows.iterator().next();
            var size = row.getLong("size");
            return new LogState(
                    row.getLong("entries"), size == null ? 0 : size, instant(row.getOffsetDateTime("published_at")));
        });
    }

    @Override
    public Uni<List<Producer>> producers() {
        return pool.query(PRODUCERS)
                .execute()
                .map(rows -> list(
                        rows,
                        row -> new Producer(
                                row.getString("producer"),
                                row.getLong("told"),
                                row.getLong("came"),
                                row.getLong("missing"),
                                instant(row.getOffsetDateTime("heard_at")))));
    }

    @Override
    public Uni<List<Looks>> looks(Instant from, Duration step) {
        return pool.preparedQuery(LOOKS)
                .execute(Tuple.of(from.atOffset(ZoneOffset.UTC), Interval.of(step), MOST))
                .map(rows -> list(
                        rows,
                        row -> new Looks(
                                row.getOffsetDateTime("step").toInstant(),
                                row.getLong("granted"),
                                row.getLong("refused"),
                                row.getDouble("delay"))));
    }

    @Override
    public Uni<List<Alerts>> alerts(Instant from, Duration step) {
        return pool.preparedQuery(ALERTS)
                .execute(Tuple.of(from.atOffset(ZoneOffset.UTC), Interval.of(step)))
                .map(rows -> list(
                        rows, row -> new Alerts(row.getOffsetDateTime("step").toInstant(), row.getLong("raised"))));
    }

    private static <T> List<T> list(Iterable<Row> rows, Function<Row, T> form) {
        var found = new ArrayList<T>();
        rows.forEach(row -> found.add(form.apply(row)));
        return found;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }
}
