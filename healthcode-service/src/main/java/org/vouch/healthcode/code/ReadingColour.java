package org.vouch.healthcode.code;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.vouch.healthcode.facts.RecordedFacts;
import org.vouch.healthcode.policy.Decision;
import org.vouch.healthcode.policy.Policy;

/** The colour as it is now, from the facts as they are now; needs this service's own database and nothing else. */
@ApplicationScoped
public class ReadingColour {
    private final RecordedFacts facts;
    private final Policy policy;
    private final Clock clock;

    ReadingColour(RecordedFacts facts, Policy policy, Clock clock) {
        this.facts = facts;
        this.policy = policy;
        this.clock = clock;
    }

    public Uni<Decision> of(UUID person) {
        return facts.of(person).map(known -> policy.decide(known, clock.instant()));
    }
}
