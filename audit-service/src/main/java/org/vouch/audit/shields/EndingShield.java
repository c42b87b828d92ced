package org.vouch.audit.shields;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.vouch.audit.shields.Shield.Ended;

/**
 * An auditor ends a shield before its time, and every service is told with the same commit. One is enough: behind it a look still
 * takes a presence proof, and who ended it, and why, is in the log.
 */
@ApplicationScoped
public class EndingShield {
    private final Shields shields;
    private final ShieldEvents events;
    private final Clock clock;

    EndingShield(Shields shields, ShieldEvents events, Clock clock) {
        this.shields = shields;
        this.events = events;
        this.clock = clock;
    }

    /** What came of it. */
    public sealed interface Outcome {
        record Done(Shield shield) implements Outcome {}

        record Unknown() implements Outcome {}

        record NotInForce() implements Outcome {}
    }

    @WithTransaction
    public Uni<Outcome> end(UUID id, String reason, String auditor) {
        return shields.subjectOf(id)
                .chain(subject -> subject.isEmpty()
                        ? Uni.createFrom().item(new Outcome.Unknown())
                        : shields.lock(subject.get())
                                .chain(() -> shields.find(id))
                                .chain(found -> end(found.orElseThrow(), reason, auditor)));
    }

    private Uni<Outcome> end(Shield shield, String reason, String auditor) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!shield.inForceAt(now)) {
            return Uni.createFrom().item(new Outcome.NotInForce());
        }
        var ended = shield.with(new Ended(auditor, now, reason));
        return shields.update(ended).chain(() -> events.unshielded(ended, now)).replaceWith(new Outcome.Done(ended));
    }
}
