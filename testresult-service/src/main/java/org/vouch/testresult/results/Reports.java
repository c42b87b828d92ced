package org.vouch.testresult.results;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/** All reports and what they meant. */
public interface Reports {
    /**
     * Files a group of one lab's reports in one transaction, all or nothing, while no sample can be added to their tubes.
     * {@code decide} may be asked more than once, where another call came between: only its last word is stored.
     */
    Uni<List<ReportDecision>> file(String lab, List<Report> group, Function<Known, Filing> decide);
}
