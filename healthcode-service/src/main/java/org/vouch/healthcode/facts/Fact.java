package org.vouch.healthcode.facts;

import java.time.Instant;
import java.util.UUID;

/** One thing known about a person. Never holds who the person is: that is the key under which it is kept. */
public sealed interface Fact {
    /** Unique within a person. */
    UUID id();

    Instant sampledAt();

    Instant reportedAt();

    /**
     * A reported result.
     *
     * @param version a higher version of the same id replaces a lower one, and never the other way round
     */
    record TestFact(UUID id, Outcome outcome, Instant sampledAt, Instant reportedAt, int version) implements Fact {
        @Override
        public String toString() {
            return "TestFact";
        }
    }

    /** The person's sample was in a pool that is not clean: each of its members is to be tested alone. */
    record RetestFact(UUID id, Instant sampledAt, Instant reportedAt) implements Fact {
        @Override
        public String toString() {
            return "RetestFact";
        }
    }
}
