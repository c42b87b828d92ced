package org.vouch.identity.enrolment;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.audit.client.edge.Problem;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.platform.Ids;
import org.vouch.identity.document.Document;
import org.vouch.identity.document.MaskedName;
import org.vouch.identity.document.PersonName;
import org.vouch.identity.enrolment.CivilRegistry.Answer;
import org.vouch.identity.event.PersonEvents;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.facesession.Purpose;
import org.vouch.identity.facesession.ReadingFaces;
import org.vouch.identity.facesession.SpendingFaceSession;
import org.vouch.identity.facesession.SpendingFaceSession.Shown;
import org.vouch.identity.vault.Consent;
import org.vouch.identity.vault.Identity;
import org.vouch.identity.vault.People;
import org.vouch.identity.vault.Vault;
import org.vouch.identity.vault.VaultEntry;

/**
 * Enrols a person whose face, document and registry portrait agree. Whatever does not agree gives the one refusal, and a
 * person who is enrolled already is enrolled again: nobody learns from it who was.
 */
@ApplicationScoped
public class Enrolling {
    private final SpendingFaceSession spending;
    private final CivilRegistry registry;
    private final ReadingFaces faces;
    private final EnrolmentPolicy policy;
    private final Vault vault;
    private final People people;
    private final PersonEvents events;
    private final Ids ids;
    private final Clock clock;

    Enrolling(
            SpendingFaceSession spending,
            CivilRegistry registry,
            ReadingFaces faces,
            EnrolmentPolicy policy,
            Vault vault,
            People people,
            PersonEvents events,
            Ids ids,
            Clock clock) {
        this.spending = spending;
        this.registry = registry;
        this.faces = faces;
        this.policy = policy;
        this.vault = vault;
        this.people = people;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a person asks for who wants to join. */
    public record Application(String faceSession, Document document, PersonName name, Consent consent) {
        @Override
        public String toString() {
            return "Application";
        }
    }

    public static Problem refusal() {
        return Problem.of(403, "enrolment-refused", "The civil registry and the face do not agree");
    }

    public Uni<LookDecision<MaskedName>> enrol(Application application) {
        return spending.spend(application.faceSession(), Purpose.ENROLMENT, null)
                .chain(shown -> shown.isPresent()
                        ? asked(application, shown.get())
                        : Uni.createFrom().item(refused(null, "face-session")));
    }

    private Uni<LookDecision<MaskedName>> asked(Application application, Shown shown) {
        return registry.portrait(application.document(), application.name())
                .chain(answer -> {
                    if (answer instanceof Answer.Away) {
                        return spending.giveBack(shown).chain(() -> Uni.createFrom()
                                .failure(Problems.overloaded().asException()));
                    }
                    return vault.open(application.document()).chain(entry -> judged(application, shown, answer, entry)
                            .eventually(entry::close));
                })
                .eventually(shown.face()::destroy);
    }

    private Uni<LookDecision<MaskedName>> judged(
            Application application, Shown shown, Answer answer, VaultEntry entry) {
        return portrait(answer).chain(portrait -> {
            if (policy.decide(portrait, shown.face()) instanceof EnrolmentPolicy.Decision.Refused refused) {
                return Uni.createFrom().item(refused(entry.subject(), refused.reason()));
            }
            return keep(application, shown, entry);
        });
    }

    private Uni<@Nullable FaceReading> portrait(Answer answer) {
        return answer instanceof Answer.Portrait portrait
                ? faces.read(portrait.picture())
                : Uni.createFrom().nullItem();
    }

    private Uni<LookDecision<MaskedName>> keep(Application application, Shown shown, VaultEntry entry) {
        var known = entry.subject();
        var identity = new Identity(
                known == null ? ids.next() : known,
                application.document().type(),
                application.name(),
                application.consent());
        var enrolledAt = known == null ? now() : entry.enrolledAt();
        var person = vault.seal(entry, identity, shown.face(), enrolledAt);
        var event = events.enrolled(identity.person());
        var kept = known == null
                ? people.add(person, event)
                : people.replace(person, entry.faceWithdrawn() ? event : null);
        return kept.map(done -> done ? granted(identity) : refused(known, "changed-meanwhile"));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static LookDecision<MaskedName> granted(Identity identity) {
        return LookDecision.granted(Circumstances.about(identity.person()), MaskedName.of(identity.name()));
    }

    private static LookDecision<MaskedName> refused(@Nullable UUID subject, String reason) {
        return LookDecision.refused(new Circumstances(subject, null, null, null), refusal(), reason);
    }
}
