package org.vouch.testresult.results;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vouch.testresult.moments.Moments;
import org.vouch.testresult.results.ReportDecision.Accepted;
import org.vouch.testresult.results.ReportDecision.Duplicate;
import org.vouch.testresult.results.ReportDecision.Reason;
import org.vouch.testresult.results.ReportDecision.Rejected;

/** Whether a report is taken. */
final class ReportPolicy {
    private ReportPolicy() {}

    /**
     * What is said again is known before anything else is judged, so that a repeat is a duplicate for ever.
     *
     * @param said what the lab said under the same accession and version before
     * @param tube the tube that the report names
     */
    static ReportDecision decide(Report report, @Nullable Report said, @Nullable ReportedTube tube, Instant now) {
        if (said != null) {
            return said.equals(report) ? new Duplicate() : new Rejected(Reason.ACCESSION_CONFLICT);
        }
        if (report.version() > 1) {
            return new Rejected(Reason.CORRECTION_REQUIRED);
        }
        if (Moments.isFuture(report.testedAt(), now)) {
            return new Rejected(Reason.TESTED_IN_FUTURE);
        }
        if (tube == null) {
            return new Rejected(Reason.UNKNOWN_TUBE);
        }
        if (tube.reportedAt() != null) {
            return new Rejected(Reason.TUBE_ALREADY_REPORTED);
        }
        if (tube.members().isEmpty()) {
            return new Rejected(Reason.EMPTY_TUBE);
        }
        var testedBeforeSampling =
                tube.members().stream().anyMatch(member -> Moments.isFuture(member.sampledAt(), report.testedAt()));
        return testedBeforeSampling ? new Rejected(Reason.TESTED_BEFORE_SAMPLING) : new Accepted(report, tube);
    }
}
