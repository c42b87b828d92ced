package org.vouch.testresult.results;

import java.time.Instant;
import java.util.UUID;
import org.vouch.testresult.topic.ResultsTopic;
import org.vouch.testresult.tubes.Barcode;

/** A lab's result for one person: {@code contract/result-reported.v1.schema.json}. */
record ResultReported(
        UUID resultId,
        UUID person,
        Barcode tube,
        Finding outcome,
        Instant sampledAt,
        Instant testedAt,
        Instant reportedAt,
        String lab,
        String accession,
        int version)
        implements ResultsTopic.Fact {

    static ResultReported of(MemberResult result, String lab) {
        var report = result.report();
        return new ResultReported(
                result.id(),
                result.person(),
                report.tube(),
                result.finding(),
                result.sampledAt(),
                report.testedAt(),
                result.reportedAt(),
                lab,
                report.accession(),
                report.version());
    }

    @Override
    public String toString() {
        return "ResultReported[" + resultId + "]";
    }
}
