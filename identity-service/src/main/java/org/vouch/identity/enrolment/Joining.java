package org.vouch.identity.enrolment;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.audit.client.suspension.Restraints;
import org.vouch.audit.client.suspension.Suspensions;
import org.vouch.identity.vault.People;
import org.vouch.identity.vault.SealedPerson;

/**
 * Adds somebody under a document that nobody is enrolled under. Whoever erased themselves while they may not look at others, or just
 * before, does not come back as somebody who may: not until that is over. Erasing oneself is open to everybody at any time.
 */
@ApplicationScoped
class Joining {
    /** A look that whoever is restrained in any way is kept from. */
    private static final String LOOK = "presence-check";

    private final People people;
    private final Suspensions suspensions;
    private final Restraints restraints;

    Joining(People people, Suspensions suspensions, Restraints restraints) {
        this.people = people;
        this.suspensions = suspensions;
        this.restraints = restraints;
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
            var restrained = before.stream().filter(this::isRestrained).toList();
            return restrained.isEmpty()
                    ? people.add(person, indexes, enrolled)
                    : people.rememberErased(restrained).replaceWith(false);
        });
    }

    private boolean isRestrained(UUID person) {
        var id = person.toString();
        return suspensions.suspended(id, LOOK) || restraints.throttled(new Caller(id, CallerKind.RESIDENT, null, null));
    }
}
