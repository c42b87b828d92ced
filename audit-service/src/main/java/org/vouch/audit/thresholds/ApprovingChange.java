package org.vouch.audit.thresholds;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.vouch.audit.thresholds.ChangePolicy.Decision;

/** Another auditor agrees to a change, and the rules are told with the same commit. */
@ApplicationScoped
public class ApprovingChange {
    private final ThresholdChanges changes;
    private final ThresholdEvents events;
    private final ChangePolicy policy;
    private final Clock clock;

    ApprovingChange(ThresholdChanges changes, ThresholdEvents events, ChangePolicy policy, Clock clock) {
        this.changes = changes;
        this.events = events;
        this.policy = policy;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Outcome {
        record Unknown() implements Outcome {}

        record Decided(Decision decision) implements Outcome {}
    }

    @WithTransaction
    public Uni<Outcome> approve(UUID id, String auditor) {
        return changes.lock()
                .chain(() -> changes.find(id))
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(new Outcome.Unknown())
                        : changes.newest()
                                .chain(newest -> effect(policy.approve(
                                        found.get(),
                                        newest,
                                        auditor,
                                        clock.instant().truncatedTo(ChronoUnit.MICROS)))));
    }

    private Uni<Outcome> effect(Decision decision) {
        Outcome outcome = new Outcome.Decided(decision);
        var approved = decision instanceof Decision.Done done ? done.after().approved() : null;
        if (approved == null) {
            return Uni.createFrom().item(outcome);
        }
        return changes.update(((Decision.Done) decision).after())
                .chain(() -> events.changed(approved))
                .replaceWith(outcome);
    }
}
