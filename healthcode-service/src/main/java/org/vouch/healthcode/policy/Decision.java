package org.vouch.healthcode.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vouch.healthcode.facts.Outcome;

/**
 * What a policy makes of a person's facts at an instant: with the facts and the policy anyone can make it again.
 *
 * @param reasons every rule that holds and gives this colour; never empty
 * @param latestTest the test sampled last whatever it gave, null where none is known
 * @param validUntil the first instant at which the colour would be another by the passing of time alone; null where
 *     only a new fact can change it
 */
public record Decision(
        Colour colour,
        List<Reason> reasons,
        @Nullable LatestTest latestTest,
        Instant asOf,
        @Nullable Instant validUntil,
        PolicyId policy) {

    /**
     * The test sampled last.
     *
     * @param window the shortest of 24, 48 and 72 hours that the age since sampling is below; null from 72 hours on
     */
    public record LatestTest(Outcome outcome, Instant sampledAt, @Nullable Duration window) {
        @Override
        public String toString() {
            return "LatestTest";
        }
    }

    @Override
    public String toString() {
        return "Decision";
    }
}
