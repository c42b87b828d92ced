package org.vouch.audit.standing;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.shields.ShieldEvents;
import org.vouch.audit.shields.Shields;
import org.vouch.audit.suspensions.Enforcements;
import org.vouch.audit.suspensions.Suspensions;

/** Tells every service once more what is in force, as the tables have it; of what they do not have any more nothing is told. */
@ApplicationScoped
class AnnouncingAgain {
    private final Suspensions suspensions;
    private final Enforcements enforcements;
    private final Shields shields;
    private final ShieldEvents shieldEvents;
    private final Clock clock;

    AnnouncingAgain(
            Suspensions suspensions,
            Enforcements enforcements,
            Shields shields,
            ShieldEvents shieldEvents,
            Clock clock) {
        this.suspensions = suspensions;
        this.enforcements = enforcements;
        this.shields = shields;
        this.shieldEvents = shieldEvents;
        this.clock = clock;
    }

    /** By what the services recognise whom these shield. */
    @WithSession
    Uni<Map<UUID, String>> handles(List<LoggedStanding.Shielded> logged) {
        return Multi.createFrom()
                .iterable(logged)
                .onItem()
                .transformToUniAndConcatenate(
                        one -> shields.subjectOf(one.id()).map(subject -> Map.entry(one.id(), subject)))
                .collect()
                .in(HashMap<UUID, String>::new, (handles, one) -> one.getValue()
                        .ifPresent(handle -> handles.put(one.getKey(), handle)))
                .map(handles -> (Map<UUID, String>) handles);
    }

    /** Of neither nothing is told. */
    @WithTransaction
    Uni<Void> again(@Nullable UUID suspension, @Nullable UUID shield) {
        if (suspension != null) {
            return suspension(suspension);
        }
        return shield == null ? Uni.createFrom().voidItem() : shield(shield);
    }

    private Uni<Void> suspension(UUID id) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return suspensions
                .requesterOf(id)
                .chain(requester -> requester.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : suspensions
                                .lock(requester.get())
                                .chain(() -> suspensions.find(id))
                                .chain(found -> found.filter(one -> one.inForceAt(now))
                                        .map(one -> enforcements.suspended(one, null, now))
                                        .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    private Uni<Void> shield(UUID id) {
        var now = clock.instant();
        return shields.subjectOf(id)
                .chain(subject -> subject.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : shields.lock(subject.get())
                                .chain(() -> shields.find(id))
                                .chain(found -> found.filter(one -> one.inForceAt(now))
                                        .map(shieldEvents::shielded)
                                        .orElseGet(() -> Uni.createFrom().voidItem())));
    }
}
