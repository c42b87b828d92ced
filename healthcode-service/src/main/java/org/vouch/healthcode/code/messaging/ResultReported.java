package org.vouch.healthcode.code.messaging;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.vouch.healthcode.facts.Fact.TestFact;
import org.vouch.healthcode.facts.Outcome;

/** What this service reads of testresult-service's event of that name. */
@JsonIgnoreProperties(ignoreUnknown = true)
record ResultReported(UUID resultId, UUID person, Outcome outcome, Instant sampledAt, Instant reportedAt, int version) {
    static final String TYPE = "org.vouch.testresult.ResultReported.v1";

    ResultReported {
        requireNonNull(resultId);
        requireNonNull(person);
        requireNonNull(outcome);
        // The database's precision: what is decided now and what is decided from the table must be the same.
        sampledAt = sampledAt.truncatedTo(ChronoUnit.MICROS);
        reportedAt = reportedAt.truncatedTo(ChronoUnit.MICROS);
    }

    TestFact fact() {
        return new TestFact(resultId, outcome, sampledAt, reportedAt, version);
    }

    @Override
    public String toString() {
        return "ResultReported";
    }
}
