package org.vouch.healthcode.code.messaging;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.vouch.healthcode.facts.Fact.RetestFact;

/** What this service reads of testresult-service's event of that name. */
@JsonIgnoreProperties(ignoreUnknown = true)
record RetestRequired(UUID person, Instant sampledAt, Instant reportedAt) {
    static final String TYPE = "org.vouch.testresult.RetestRequired.v1";

    RetestRequired {
        requireNonNull(person);
        sampledAt = sampledAt.truncatedTo(ChronoUnit.MICROS);
        reportedAt = reportedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** The event has no id of the fact itself: one pool is announced once. */
    RetestFact fact(UUID eventId) {
        return new RetestFact(eventId, sampledAt, reportedAt);
    }

    @Override
    public String toString() {
        return "RetestRequired";
    }
}
