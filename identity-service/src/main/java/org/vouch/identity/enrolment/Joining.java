package org.vouch.identity.enrolment;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.audit.client.suspension.Restraints;
import org.vouch.audit.client.suspension.Suspensions;
import org.vouch.identity.vault.People;
import org.vouch.identity.vault.SealedPerson;

/**
 * Adds somebody under a document that nobody is enrolled under. Whoever erased themselves while they may not look at others, or just
 * before, does not come back as somebody who may: not until that is over, however long they wait. Nor does anybody come back again
 * and again within a day, each time as somebody whom no rule has seen. Erasing oneself is open to everybody at any time.
 */
@ApplicationScoped
class Joining {
    /** A look that whoever is restrained in any way is kept from. */
    private static final String LOOK = "presence-check";

    private static final Duration SWEEP = Duration.ofMinutes(10);
    /** A rule's suspension ends within a day, and comes within seconds. One that an auditor confirms may come later. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final People people;
    private final Suspensions suspensions;
    private final Restraints restraints;
    private final Clock clock;
    private final int mostReturns;

    Joining(People people, Suspensions suspensions, Restraints restraints, Clock clock, EnrolmentConfig config) {
        this.people = people;
        this.suspensions = suspensions;
        this.restraints = restraints;
        this.clock = clock;
        this.mostReturns = config.returnsADay();
    }

    void start(@Observes StartupEvent event, Sweeps sweeps) {
        sweeps.every(SWEEP, "erased documents", this::forget);
    }

    /** As {@link People#add}; false for them as well. Fails where it is not known who is suspended, and it matters. */
    Uni<Boolean> add(SealedPerson person, List<byte[]> indexes, OutgoingEvent enrolled) {
        return people.erasedUnder(indexes).chain(before -> {
            if (before.isEmpty()) {
                return people.add(person, indexes, enrolled);
            }
            if (!suspensions.known()) {
                return Uni.createFrom().failure(Problems.overloaded().asException());
            }
            return before.size() > mostReturns || before.stream().anyMatch(this::isRestrained)
                    ? Uni.createFrom().item(false)
                    : people.add(person, indexes, enrolled);
        });
    }

    /** Nobody of whom it is not known whether they are suspended. */
    private Uni<Integer> forget() {
        return suspensions.known()
                ? people.forgetErased(clock.instant().minus(REMEMBERED), this::isRestrained)
                : Uni.createFrom().item(0);
    }

    private boolean isRestrained(UUID person) {
        var id = person.toString();
        return suspensions.suspended(id, LOOK) || restraints.throttled(new Caller(id, CallerKind.RESIDENT, null, null));
    }
}
