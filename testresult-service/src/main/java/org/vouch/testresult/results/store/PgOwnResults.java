package org.vouch.testresult.results.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.vouch.testresult.results.Finding;
import org.vouch.testresult.results.OwnResult;
import org.vouch.testresult.results.OwnResults;

/** Every query begins with the person: there is none that reads two people's results. */
@ApplicationScoped
class PgOwnResults implements OwnResults {
    private static final String NEWEST = "select id, outcome, version, sampled_at, sealed_at, tested_at, reported_at"
            + " from result where person = $1 order by reported_at desc, id desc limit $2";
    private static final String BEHIND = "select id, outcome, version, sampled_at, sealed_at, tested_at, reported_at"
            + " from result where person = $1 and (reported_at, id) < ($3, $4)"
            + " order by reported_at desc, id desc limit $2";

    private final Pool pool;

    PgOwnResults(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<OwnResult>> of(UUID person, @Nullable Place after, int limit) {
        var query = after == null ? NEWEST : BEHIND;
        var parameters = after == null
                ? Tuple.of(person, limit)
                : Tuple.of(person, limit, after.reportedAt().atOffset(ZoneOffset.UTC), after.id());
        return pool.preparedQuery(query).execute(parameters).map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(PgOwnResults::result)
                .toList());
    }

    private static OwnResult result(Row row) {
        var outcome = Finding.ofWire(row.getString("outcome"));
        var version = row.getInteger("version");
        var sampledAt = instant(row, "sampled_at");
        var testedAt = instant(row, "tested_at");
        var reportedAt = instant(row, "reported_at");
        return new OwnResult(
                row.getUUID("id"),
                outcome,
                sampledAt,
                testedAt,
                reportedAt,
                version,
                List.of(new OwnResult.Step(version, outcome, reportedAt)),
                new OwnResult.Stages(sampledAt, instant(row, "sealed_at"), testedAt, reportedAt));
    }

    private static Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time.toInstant();
    }
}
