package org.vouch.healthcode.code;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vouch.healthcode.facts.Fact;
import org.vouch.healthcode.facts.Facts;
import org.vouch.healthcode.policy.Colour;
import org.vouch.healthcode.policy.Decision;
import org.vouch.healthcode.policy.Policy;

/**
 * How a colour would go on from now if some facts were to come. A fact counts from its sampling on, as if its report
 * took no time.
 *
 * @param changes oldest first; the first is at {@code now.asOf} where an assumed fact lies in the past
 */
public record Forecast(Decision now, List<Decision> changes) {
    /** Facts are finite and so are the changes; this only bounds the answer. */
    private static final int MOST_CHANGES = 50;

    public static Forecast of(Facts known, List<? extends Fact> assumed, Policy policy, Instant now) {
        var current = policy.decide(known, now);
        var changes = new ArrayList<Decision>();
        var colour = current.colour();
        for (@Nullable Instant at = now; at != null && changes.size() < MOST_CHANGES; ) {
            var decision = policy.decide(knownAt(known, assumed, at), at);
            if (decision.colour() != colour) {
                changes.add(decision);
                colour = decision.colour();
            }
            at = earliest(decision.validUntil(), assumed, at);
        }
        return new Forecast(current, List.copyOf(changes));
    }

    private static Facts knownAt(Facts known, List<? extends Fact> assumed, Instant at) {
        var facts = known;
        for (var fact : assumed) {
            if (!fact.sampledAt().isAfter(at)) {
                facts = facts.with(fact);
            }
        }
        return facts;
    }

    private static @Nullable Instant earliest(
            @Nullable Instant validUntil, List<? extends Fact> assumed, Instant after) {
        return Stream.concat(Stream.ofNullable(validUntil), assumed.stream().map(Fact::sampledAt))
                .filter(at -> at.isAfter(after))
                .min(Instant::compareTo)
                .orElse(null);
    }

    public Colour colour() {
        return now.colour();
    }

    @Override
    public String toString() {
        return "Forecast";
    }
}
