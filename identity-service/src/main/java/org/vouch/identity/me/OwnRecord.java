package org.vouch.identity.me;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.vouch.identity.delegation.EndingDelegation;
import org.vouch.identity.event.PersonEvents;
import org.vouch.identity.face.RecogniserProfile;
import org.vouch.identity.token.IssuingConfig;
import org.vouch.identity.vault.People;
import org.vouch.identity.vault.People.Standing;

/** What a person's token opens of their own record, the document's number being absent: little to read, all to end. */
@ApplicationScoped
public class OwnRecord {
    private final People people;
    private final RecogniserProfile profile;
    private final EndingDelegation delegations;
    private final PersonEvents events;
    private final IssuingConfig tokens;
    private final Clock clock;

    OwnRecord(
            People people,
            RecogniserProfile profile,
            EndingDelegation delegations,
            PersonEvents events,
            IssuingConfig tokens,
            Clock clock) {
        this.people = people;
        this.profile = profile;
        this.delegations = delegations;
        this.events = events;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Whether the person has a face on record, and whether they have to enrol again before it opens anything. */
    public record Own(boolean hasFace, boolean enrolAgain, Instant enrolledAt) {}

    public Uni<Optional<Own>> own(UUID person) {
        return people.standing(person).map(standing -> standing.map(this::own));
    }

    /** A template of another recogniser than the present one is compared with nothing any more. */
    private Own own(Standing standing) {
        var model = standing.templateModel();
        var another = standing.hasFace() && model != null && !model.equals(profile.id() + " " + profile.version());
        return new Own(standing.hasFace(), another, standing.enrolledAt());
    }

    /**
     * The face opens nothing any more, and what it gave ends: delegations of either side. Enrolling again gives the face
     * back, and nothing else.
     */
    public Uni<Void> withdrawFace(UUID person) {
        return people.withdrawFace(
                person, events.faceWithdrawn(person), transaction -> delegations.endAllOf(transaction, person));
    }

    /** Nothing of the person can be read any more, by anyone; their logins and delegations end, and a token that is not over yet opens nothing about others. */
    public Uni<Void> erase(UUID person) {
        return people.erase(
                person,
                clock.instant().plus(tokens.accessLife()),
                events.erased(person),
                transaction -> delegations.endAllOf(transaction, person));
    }
}
