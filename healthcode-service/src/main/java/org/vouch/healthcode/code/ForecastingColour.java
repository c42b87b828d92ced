package org.vouch.healthcode.code;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.vouch.audit.client.platform.Ids;
import org.vouch.healthcode.facts.Fact.TestFact;
import org.vouch.healthcode.facts.Outcome;
import org.vouch.healthcode.facts.RecordedFacts;
import org.vouch.healthcode.policy.Policy;

/** Tells a person when and to what their colour would change; nothing of what is assumed is kept. */
@ApplicationScoped
public class ForecastingColour {
    private final RecordedFacts facts;
    private final Policy policy;
    private final Clock clock;
    private final Ids ids;

    ForecastingColour(RecordedFacts facts, Policy policy, Clock clock, Ids ids) {
        this.facts = facts;
        this.policy = policy;
        this.clock = clock;
        this.ids = ids;
    }

    public Uni<Forecast> ifNegative(UUID person, List<Instant> samplings) {
        var assumed = samplings.stream().map(this::negative).toList();
        return facts.of(person).map(known -> Forecast.of(known, assumed, policy, clock.instant()));
    }

    private TestFact negative(Instant sampledAt) {
        return new TestFact(ids.next(), Outcome.NEGATIVE, sampledAt, sampledAt, 1);
    }
}
