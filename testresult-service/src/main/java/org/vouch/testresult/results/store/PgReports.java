package org.vouch.testresult.results.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.vouch.audit.client.outbox.Outbox;
import org.vouch.testresult.results.Filing;
import org.vouch.testresult.results.Known;
import org.vouch.testresult.results.Report;
import org.vouch.testresult.results.ReportDecision;
import org.vouch.testresult.results.Reports;

/**
 * Locks the tubes of a group in the order of their barcodes, reads, lets decide, writes; where another call of the same
 * lab came between (a unique key or a deadlock says so) the group starts anew and finds what that call stored.
 */
@ApplicationScoped
class PgReports implements Reports {
    private static final Set<String> CAME_BETWEEN = Set.of("23505", "40P01");
    private static final int ATTEMPTS = 5;

    private final Pool pool;

    PgReports(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<ReportDecision>> file(String lab, List<Report> group, Function<Known, Filing> decide) {
        return Uni.createFrom()
                .deferred(() -> pool.withTransaction(transaction ->
                        known(transaction, lab, group).map(decide).call(filing -> store(transaction, lab, filing))))
                .onFailure(PgReports::cameBetween)
                .retry()
                .atMost(ATTEMPTS)
                .map(Filing::decisions);
    }

    private static Uni<Known> known(SqlConnection transaction, String lab, List<Report> group) {
        var reading = new ReadingGroup(transaction, lab, group);
        return reading.lockedTubes().chain(tubes -> reading.reports().map(said -> new Known(tubes, said)));
    }

    private static Uni<Void> store(SqlConnection transaction, String lab, Filing filing) {
        if (filing.reports().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var writing = new WritingFiling(transaction, lab, filing);
        return writing.reports()
                .chain(writing::tubes)
                .chain(writing::results)
                .chain(() -> Outbox.append(transaction, filing.events()));
    }

    private static boolean cameBetween(Throwable failure) {
        return failure instanceof PgException refused && CAME_BETWEEN.contains(refused.getSqlState());
    }
}
