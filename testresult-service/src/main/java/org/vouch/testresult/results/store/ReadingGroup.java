package org.vouch.testresult.results.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vouch.testresult.results.Outcome;
import org.vouch.testresult.results.Report;
import org.vouch.testresult.results.ReportedTube;
import org.vouch.testresult.results.ReportedTube.Member;
import org.vouch.testresult.tubes.Barcode;

/** Reads what a group of reports has to be judged by, in three queries whatever its size. */
record ReadingGroup(SqlConnection transaction, String lab, List<Report> group) {
    private static final String TUBES =
            "select barcode, sealed_at, reported_at from tube where barcode = any($1)" + " order by barcode for update";
    private static final String MEMBERS = "select tube, person, sampled_at from sample where tube = any($1)";
    private static final String REPORTS = "select accession, version, tube, outcome, tested_at, raw_data_sha256"
            + " from report where lab = $1 and accession = any($2)";

    Uni<Map<Barcode, ReportedTube>> lockedTubes() {
        Object barcodes =
                texts(group.stream().map(report -> report.tube().value()).toList());
        return transaction.preparedQuery(TUBES).execute(parameters(barcodes)).chain(tubes -> transaction
                .preparedQuery(MEMBERS)
                .execute(parameters(barcodes))
                .map(members -> tubes(tubes, members)));
    }

    Uni<Map<Report.Key, Report>> reports() {
        Object accessions = texts(group.stream().map(Report::accession).toList());
        return transaction
                .preparedQuery(REPORTS)
                .execute(parameters(lab, accessions))
                .map(rows -> {
                    var found = new HashMap<Report.Key, Report>();
                    rows.forEach(row -> {
                        var report = report(row);
                        found.put(report.key(), report);
                    });
                    return found;
                });
    }

    private static Map<Barcode, ReportedTube> tubes(Iterable<Row> tubes, Iterable<Row> samples) {
        var members = new HashMap<String, List<Member>>();
        samples.forEach(row -> members.computeIfAbsent(row.getString("tube"), barcode -> new ArrayList<>())
                .add(new Member(row.getUUID("person"), required(row, "sampled_at"))));
        var found = new HashMap<Barcode, ReportedTube>();
        tubes.forEach(row -> {
            var barcode = new Barcode(row.getString("barcode"));
            found.put(
                    barcode,
                    new ReportedTube(
                            barcode,
                            instant(row, "sealed_at"),
                            instant(row, "reported_at"),
                            members.getOrDefault(barcode.value(), List.of())));
        });
        return found;
    }

    private static Report report(Row row) {
        return new Report(
                new Barcode(row.getString("tube")),
                Outcome.ofWire(row.getString("outcome")),
                row.getString("accession"),
                row.getInteger("version"),
                required(row, "tested_at"),
                row.getString("raw_data_sha256"));
    }

    private static Instant required(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static @Nullable Instant instant(Row row, String column) {
        var time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private static String[] texts(List<String> values) {
        return values.stream().distinct().toArray(String[]::new);
    }

    private static Tuple parameters(Object... values) {
        return Tuple.newInstance(io.vertx.sqlclient.Tuple.wrap(values));
    }
}
