package org.vouch.identity.enrolment;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.audit.client.edge.Problem;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.platform.Ids;
import org.vouch.identity.attempt.Attempts;
import org.vouch.identity.attempt.Pacing;
import org.vouch.identity.attempt.Source;
import org.vouch.identity.document.Document;
import org.vouch.identity.document.MaskedName;
import org.vouch.identity.document.PersonName;
import org.vouch.identity.enrolment.CivilRegistry.Answer;
import org.vouch.identity.event.PersonEvents;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.facesession.Purpose;
import org.vouch.identity.facesession.ReadingFaces;
import org.vouch.identity.facesession.SpendingFaceSession;
import org.vouch.identity.facesession.SpendingFaceSession.Shown;
import org.vouch.identity.honey.HoneyDocuments;
import org.vouch.identity.presence.ProvingPerson;
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
    private final DecoyPortrait decoy;
    private final EnrolmentPolicy policy;
    private final ProvingPerson proving;
    private final Vault vault;
    private final People people;
    private final Joining joining;
    private final Attempts attempts;
    private final Pacing pacing;
    private final PersonEvents events;
    private final HoneyDocuments honey;
    private final Ids ids;
    private final Clock clock;

    Enrolling(
            SpendingFaceSession spending,
            CivilRegistry registry,
            ReadingFaces faces,
            DecoyPortrait decoy,
            EnrolmentPolicy policy,
            ProvingPerson proving,
            Vault vault,
            People people,
            Joining joining,
            Attempts attempts,
            Pacing pacing,
            PersonEvents events,
            HoneyDocuments honey,
            Ids ids,
            Clock clock) {
        this.spending = spending;
        this.registry = registry;
        this.faces = faces;
        this.decoy = decoy;
        this.policy = policy;
        this.proving = proving;
        this.vault = vault;
        this.people = people;
        this.joining = joining;
        this.attempts = attempts;
        this.pacing = pacing;
        this.events = events;
        this.honey = honey;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a person asks for who wants to join. */
    public record Application(String faceSession, Document document, PersonName name, Consent consent, Source source) {
        @Override
        public String toString() {
            return "Application";
        }
    }

    public static Problem refusal() {
        return Problem.of(
                403,
                "enrolment-refused",
                "The civil registry and the face do not agree",
                "Which part does not agree is told to nobody. The officer's counter helps with a document in hand.");
    }

    /** Of the session, whoever the person is. */
    static Problem consentDiffers() {
        return Problem.of(
                422,
                "consent-differs",
                "This is not the consent that the face session was opened with",
                "Send the same textVersion and givenAt. The session is not spent.");
    }

    /** With a device of their own: the session's id is the only key to it. */
    public Uni<LookDecision<MaskedName>> enrol(Application application) {
        return enrol(application, Purpose.ENROLMENT, null)
                .map(decision -> decision.map(identity -> MaskedName.of(identity.name())));
    }

    /** From a session of this purpose and opener. */
    Uni<LookDecision<Identity>> enrol(Application application, Purpose purpose, @Nullable String opener) {
        return spending.spendShown(
                        application.faceSession(),
                        purpose,
                        opener,
                        shown -> agrees(application.consent(), shown.consent())
                                ? asked(application, shown)
                                : Uni.createFrom().failure(consentDiffers().asException()),
                        () -> proving.claimed(application.document())
                                .<LookDecision<Identity>>map(subject -> refused(subject, "face-session")))
                .map(decision -> honey.marked(application.document(), decision));
    }

    /** A session that was opened with a consent is of no use with another one: that is the one before the first picture. */
    private static boolean agrees(Consent said, @Nullable Consent recorded) {
        return recorded == null || recorded.equals(said);
    }

    private Uni<LookDecision<Identity>> asked(Application application, Shown shown) {
        return pacing.attempt(
                application.source().through(shown.camera()),
                () -> registry.portrait(application.document(), application.name())
                        .chain(answer -> read(application.source().address(), answer))
                        .chain(portrait ->
                                judged(application, shown.face(), portrait).eventually(() -> forget(portrait))),
                LookDecision.Granted.class::isInstance);
    }

    /** Empty where the registry does not know the person; then a decoy's portrait is read, for the same work. */
    private Uni<Optional<FaceReading>> read(String whom, Answer answer) {
        if (answer instanceof Answer.Away) {
            return Uni.createFrom().failure(Problems.overloaded().asException());
        }
        if (answer instanceof Answer.Portrait portrait) {
            return faces.read(whom, portrait.picture()).map(Optional::of);
        }
        return faces.read(whom, decoy.picture()).map(reading -> {
            forget(Optional.of(reading));
            return Optional.empty();
        });
    }

    private Uni<LookDecision<Identity>> judged(
            Application application, FaceTemplate shown, Optional<FaceReading> portrait) {
        return withEntry(application, entry -> attempts.begin(entry.primaryIndex(), clock.instant())
                .chain(open -> {
                    var decision = policy.decide(portrait.orElse(null), shown);
                    var agreed = decision instanceof EnrolmentPolicy.Decision.Agreed;
                    if (!open && !(agreed && application.source().isCheckpoint())) {
                        return Uni.createFrom().item(refused(entry.subject(), "too-many-attempts"));
                    }
                    if (decision instanceof EnrolmentPolicy.Decision.Refused refused) {
                        return Uni.createFrom().item(refused(entry.subject(), refused.reason()));
                    }
                    return (open
                                    ? attempts.succeeded(entry.primaryIndex())
                                    : Uni.createFrom().voidItem())
                            .chain(() -> keep(application, shown, entry))
                            .chain(kept -> kept.isPresent() ? granted(kept.get()) : again(application, shown));
                }));
    }

    /** Who was unknown has been enrolled since, or who was known is gone: once more, by what is there now. */
    private Uni<LookDecision<Identity>> again(Application application, FaceTemplate shown) {
        return withEntry(application, entry -> keep(application, shown, entry)
                .chain(kept -> kept.isPresent()
                        ? granted(kept.get())
                        : Uni.createFrom().item(refused(entry.subject(), "changed-meanwhile"))));
    }

    private <T> Uni<T> withEntry(Application application, Function<VaultEntry, Uni<T>> use) {
        return vault.open(application.document())
                .chain(entry ->
                        Uni.createFrom().deferred(() -> use.apply(entry)).eventually(entry::close));
    }

    /** Empty, with no effect, where what the entry says is not so any more. */
    private Uni<Optional<Identity>> keep(Application application, FaceTemplate shown, VaultEntry entry) {
        var known = entry.subject();
        var identity = new Identity(
                known == null ? ids.next() : known,
                application.document().type(),
                application.name(),
                application.consent());
        var event = events.enrolled(identity.person());
        return vault.seal(entry, identity, shown, known == null ? now() : entry.enrolledAt())
                .chain(person ->
                        known == null ? joining.add(person, entry.indexes(), event) : people.replace(person, event))
                .map(done -> done ? Optional.of(identity) : Optional.empty());
    }

    private static void forget(Optional<FaceReading> portrait) {
        if (portrait.orElse(null) instanceof FaceReading.Usable usable) {
            usable.template().destroy();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Uni<LookDecision<Identity>> granted(Identity identity) {
        return Uni.createFrom().item(LookDecision.granted(Circumstances.about(identity.person()), identity));
    }

    private static <T> LookDecision<T> refused(@Nullable UUID subject, String reason) {
        return LookDecision.refused(new Circumstances(subject, null, null, null), refusal(), reason);
    }
}
