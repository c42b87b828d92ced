package org.vouch.testresult.results.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.vouch.testresult.results.Filing;
import org.vouch.testresult.results.MemberResult;
import org.vouch.testresult.results.Report;

/** Writes what was decided: one statement per table, whatever the number of rows. */
record WritingFiling(SqlConnection transaction, String lab, Filing filing) {
    private static final String REPORTS = "insert into report (lab, accession, version, tube, outcome, tested_at,"
            + " raw_data_sha256, reported_at) select $1, accession, version, tube, outcome, tested_at, sha, $2"
            + " from unnest($3::text[], $4::int[], $5::text[], $6::text[], $7::timestamptz[], $8::text[])"
            + " as said (accession, version, tube, outcome, tested_at, sha) order by accession, version";
    private static final String TUBES =
            "update tube set reported_at = $1, sealed_at = coalesce(sealed_at, $1)" + " where barcode = any($2)";
    private static final String RESULTS =
            "insert into result (person, id, tube, outcome, version, sampled_at, sealed_at,"
                    + " tested_at, reported_at) select person, id, tube, outcome, version, sampled_at, sealed_at, tested_at, $1"
                    + " from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::int[], $7::timestamptz[],"
                    + " $8::timestamptz[], $9::timestamptz[])"
                    + " as member (person, id, tube, outcome, version, sampled_at, sealed_at, tested_at)";

    Uni<Void> reports() {
        var all = filing.reports();
        return execute(
                REPORTS,
                lab,
                time(filing.reportedAt()),
                texts(all, Report::accession),
                all.stream().map(Report::version).toArray(Integer[]::new),
                texts(all, report -> report.tube().value()),
                texts(all, report -> report.outcome().wire()),
                times(all, Report::testedAt),
                texts(all, Report::rawDataSha256));
    }

    Uni<Void> tubes() {
        return execute(TUBES, time(filing.reportedAt()), texts(filing.reports(), report -> report.tube()
                .value()));
    }

    Uni<Void> results() {
        var all = filing.results();
        return execute(
                RESULTS,
                time(filing.reportedAt()),
                all.stream().map(MemberResult::person).toArray(UUID[]::new),
                all.stream().map(MemberResult::id).toArray(UUID[]::new),
                texts(all, result -> result.report().tube().value()),
                texts(all, result -> result.finding().wire()),
                all.stream().map(result -> result.report().version()).toArray(Integer[]::new),
                times(all, MemberResult::sampledAt),
                times(all, MemberResult::sealedAt),
                times(all, result -> result.report().testedAt()));
    }

    private Uni<Void> execute(String sql, Object... parameters) {
        return transaction
                .preparedQuery(sql)
                .execute(Tuple.newInstance(io.vertx.sqlclient.Tuple.wrap(parameters)))
                .replaceWithVoid();
    }

    private static <T> String[] texts(List<T> all, Function<T, String> text) {
        return all.stream().map(text).toArray(String[]::new);
    }

    private static <T> OffsetDateTime[] times(List<T> all, Function<T, Instant> time) {
        return all.stream().map(one -> time(time.apply(one))).toArray(OffsetDateTime[]::new);
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
