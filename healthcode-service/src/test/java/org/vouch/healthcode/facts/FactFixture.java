package org.vouch.healthcode.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.vouch.healthcode.facts.Fact.RetestFact;
import org.vouch.healthcode.facts.Fact.TestFact;

/** Facts at a whole instant, told by their age. */
public final class FactFixture {
    public static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private FactFixture() {}

    public static TestFact aNegative(Duration age) {
        return aTest(Outcome.NEGATIVE, age);
    }

    public static TestFact aPositive(Duration age) {
        return aTest(Outcome.POSITIVE, age);
    }

    public static TestFact aTest(Outcome outcome, Duration age) {
        var sampledAt = NOW.minus(age);
        return new TestFact(UUID.randomUUID(), outcome, sampledAt, sampledAt.plus(Duration.ofHours(2)), 1);
    }

    public static RetestFact aRetest(Duration age) {
        var sampledAt = NOW.minus(age);
        return new RetestFact(UUID.randomUUID(), sampledAt, sampledAt.plus(Duration.ofHours(2)));
    }
}
