package org.vouch.audit.suspensions;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.vouch.audit.suspensions.SuspensionPolicy.OnLift;

/** Ends a suspension before its time: one auditor asks, another agrees, and every service is told with the same commit. */
@ApplicationScoped
public class LiftingSuspension {
    private final Suspensions suspensions;
    private final SuspensionPolicy policy;
    private final Enforcements enforcements;
    private final Clock clock;

    LiftingSuspension(Suspensions suspensions, SuspensionPolicy policy, Enforcements enforcements, Clock clock) {
        this.suspensions = suspensions;
        this.policy = policy;
        this.enforcements = enforcements;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Outcome {
        record Unknown() implements Outcome {}

        record Decided(OnLift decision) implements Outcome {}
    }

    private interface Step {
        OnLift decide(Suspension suspension, Instant now);
    }

    @WithTransaction
    public Uni<Outcome> request(UUID id, String auditor) {
        return step(id, (suspension, now) -> policy.requestLift(suspension, auditor, now));
    }

    @WithTransaction
    public Uni<Outcome> approve(UUID id, String auditor) {
        return step(id, (suspension, now) -> policy.approveLift(suspension, auditor, now));
    }

    private Uni<Outcome> step(UUID id, Step step) {
        return suspensions
                .requesterOf(id)
                .chain(requester -> requester.isEmpty()
                        ? Uni.createFrom().item(new Outcome.Unknown())
                        : suspensions
                                .lock(requester.get())
                                .chain(() -> suspensions.find(id))
                                .chain(found -> decide(found.orElseThrow(), step)));
    }

    private Uni<Outcome> decide(Suspension suspension, Step step) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var decision = step.decide(suspension, now);
        return effect(decision, now).replaceWith(new Outcome.Decided(decision));
    }

    private Uni<Void> effect(OnLift decision, Instant now) {
        if (!(decision instanceof OnLift.Done done)) {
            return Uni.createFrom().voidItem();
        }
        var after = done.after();
        var stored = suspensions.update(after);
        return after.lifted() == null ? stored : stored.chain(() -> enforcements.reinstated(after, now));
    }
}
