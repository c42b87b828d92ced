package org.vouch.identity.enrolment;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.platform.Ids;
import org.vouch.identity.attempt.Attempts;
import org.vouch.identity.document.Document;
import org.vouch.identity.document.MaskedName;
import org.vouch.identity.document.PersonName;
import org.vouch.identity.enrolment.CivilRegistry.Answer;
import org.vouch.identity.event.PersonEvents;
import org.vouch.identity.vault.Consent;
import org.vouch.identity.vault.Identity;
import org.vouch.identity.vault.Vault;
import org.vouch.identity.vault.VaultEntry;

/**
 * Enrols a person who cannot or will not use their face, before two officers who stand for who they are: the civil registry
 * decides number and name, as ever, and of its portrait nothing is read. The person has no template; a face that they enrolled
 * before stays, for it is theirs to withdraw. Everything that does not agree gives the one refusal of enrolments.
 */
@ApplicationScoped
public class EnrollingWithoutFace {
    private final CivilRegistry registry;
    private final Vault vault;
    private final Joining joining;
    private final Attempts attempts;
    private final PersonEvents events;
    private final Ids ids;
    private final Clock clock;

    EnrollingWithoutFace(
            CivilRegistry registry,
            Vault vault,
            Joining joining,
            Attempts attempts,
            PersonEvents events,
            Ids ids,
            Clock clock) {
        this.registry = registry;
        this.vault = vault;
        this.joining = joining;
        this.attempts = attempts;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Counts for the document as the attempts of faces do, which keep nobody from the counter.
     *
     * @param entry what the vault has under the document
     */
    public Uni<LookDecision<MaskedName>> enrol(Document document, PersonName name, Consent consent, VaultEntry entry) {
        return registry.portrait(document, name)
                .chain(answer -> answer instanceof Answer.Away
                        ? Uni.createFrom().failure(Problems.overloaded().asException())
                        : attempts.begin(entry.primaryIndex(), clock.instant())
                                .chain(open -> agrees(answer)
                                        ? kept(new Person(document, name, consent), entry, open)
                                        : Uni.createFrom().item(refused(entry.subject(), "registry-does-not-know"))));
    }

    private record Person(Document document, PersonName name, Consent consent) {
        @Override
        public String toString() {
            return "Person";
        }
    }

    private static boolean agrees(Answer answer) {
        if (answer instanceof Answer.Portrait portrait) {
            Arrays.fill(portrait.picture(), (byte) 0);
            return true;
        }
        return false;
    }

    private Uni<LookDecision<MaskedName>> kept(Person person, VaultEntry entry, boolean open) {
        return (open
                        ? attempts.succeeded(entry.primaryIndex())
                        : Uni.createFrom().voidItem())
                .chain(() -> keep(person, entry))
                .chain(kept -> kept.isPresent() ? Uni.createFrom().item(granted(kept.get())) : again(person));
    }

    /** Who was unknown has been enrolled since, or who was known has changed or is gone: once more, by what is there now. */
    private Uni<LookDecision<MaskedName>> again(Person person) {
        return vault.open(person.document()).chain(entry -> Uni.createFrom()
                .deferred(() -> keep(person, entry))
                .map(kept -> kept.isPresent() ? granted(kept.get()) : refused(entry.subject(), "changed-meanwhile"))
                .eventually(entry::close));
    }

    /** Empty, with no effect, where what the entry says is not so any more. */
    private Uni<Optional<Identity>> keep(Person person, VaultEntry entry) {
        var known = entry.subject();
        // The face stays with what was agreed about it; of who has none this is all there is to agree to.
        var consent = known == null || entry.faceWithdrawn()
                ? person.consent()
                : entry.identity().consent();
        var identity = new Identity(
                known == null ? ids.next() : known, person.document().type(), person.name(), consent);
        var done = known == null
                ? vault.seal(entry, identity, null, clock.instant().truncatedTo(ChronoUnit.MILLIS))
                        .chain(row -> joining.add(row, entry.indexes(), events.enrolled(identity.person())))
                : vault.amend(entry, identity);
        return done.map(kept -> kept ? Optional.of(identity) : Optional.empty());
    }

    private static LookDecision<MaskedName> granted(Identity identity) {
        return LookDecision.granted(Circumstances.about(identity.person()), MaskedName.of(identity.name()));
    }

    private static LookDecision<MaskedName> refused(@Nullable UUID subject, String reason) {
        return LookDecision.refused(new Circumstances(subject, null, null, null), Enrolling.refusal(), reason);
    }
}
