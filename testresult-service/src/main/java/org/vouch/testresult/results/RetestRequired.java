package org.vouch.testresult.results;

import java.time.Instant;
import java.util.UUID;
import org.vouch.testresult.topic.ResultsTopic;
import org.vouch.testresult.tubes.Barcode;

/** A member of a positive pool has to be tested alone: {@code contract/retest-required.v1.schema.json}. */
record RetestRequired(UUID person, Barcode tube, Instant sampledAt, Instant reportedAt) implements ResultsTopic.Fact {
    static RetestRequired of(MemberResult result) {
        return new RetestRequired(result.person(), result.report().tube(), result.sampledAt(), result.reportedAt());
    }

    @Override
    public String toString() {
        return "RetestRequired";
    }
}
