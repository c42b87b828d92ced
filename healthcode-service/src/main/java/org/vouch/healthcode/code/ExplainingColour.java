package org.vouch.healthcode.code;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.vouch.healthcode.facts.Facts;
import org.vouch.healthcode.facts.RecordedFacts;
import org.vouch.healthcode.policy.Decision;
import org.vouch.healthcode.policy.Policy;
import org.vouch.healthcode.policy.Policy.Verdict;

/** Everything a colour was derived from, so that anyone with the policy can derive it again (P9). */
@ApplicationScoped
public class ExplainingColour {
    private final RecordedFacts facts;
    private final Policy policy;
    private final Clock clock;

    ExplainingColour(RecordedFacts facts, Policy policy, Clock clock) {
        this.facts = facts;
        this.policy = policy;
        this.clock = clock;
    }

    /** The verdicts are in the order of the policy: the first that holds decides. */
    public record Explanation(Facts facts, Decision decision, List<Verdict> verdicts, Policy policy) {
        @Override
        public String toString() {
            return "Explanation";
        }
    }

    public Uni<Explanation> of(UUID person) {
        return facts.of(person).map(this::explain);
    }

    private Explanation explain(Facts known) {
        var now = clock.instant();
        return new Explanation(known, policy.decide(known, now), policy.verdicts(known, now), policy);
    }
}
