package org.vouch.identity.token;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.audit.client.edge.Problem;
import org.vouch.audit.client.platform.Ids;
import org.vouch.identity.attempt.Source;
import org.vouch.identity.document.Document;
import org.vouch.identity.document.MaskedName;
import org.vouch.identity.document.PersonName;
import org.vouch.identity.facesession.Purpose;
import org.vouch.identity.facesession.SpendingFaceSession;
import org.vouch.identity.presence.ProvingPerson;
import org.vouch.identity.presence.ProvingPerson.Outcome;
import org.vouch.identity.token.SealedProfile.Profile;
import org.vouch.identity.vault.Identity;

/** The grant {@code urn:vouch:grant:face}: whoever shows the face that belongs to document and name is that person. */
@ApplicationScoped
public class LoggingIn {
    private final SpendingFaceSession spending;
    private final ProvingPerson proving;
    private final SealedProfile profiles;
    private final SignedTokens tokens;
    private final RefreshFamilies families;
    private final IssuingConfig config;
    private final Ids ids;
    private final Clock clock;
    private final SecureRandom random;

    LoggingIn(
            SpendingFaceSession spending,
            ProvingPerson proving,
            SealedProfile profiles,
            SignedTokens tokens,
            RefreshFamilies families,
            IssuingConfig config,
            Ids ids,
            Clock clock,
            SecureRandom random) {
        this.spending = spending;
        this.proving = proving;
        this.profiles = profiles;
        this.tokens = tokens;
        this.families = families;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    /** Stands for {@code invalid_grant} on its way through the gate. */
    public static Problem refusal() {
        return Problem.of(
                400, "invalid-grant", "This grant is not good", "Which part of it is not good is told to nobody.");
    }

    public Uni<LookDecision<Grant.Granted>> logIn(
            String faceSession, Document document, PersonName name, Source source) {
        return spending.spend(
                faceSession,
                Purpose.LOGIN,
                null,
                shown -> proving.prove(document, name, shown, source).chain(this::decided),
                () -> proving.claimed(document)
                        .map(subject -> refused(new Outcome.NotProven(subject, "face-session"))));
    }

    private Uni<LookDecision<Grant.Granted>> decided(Outcome outcome) {
        if (!(outcome instanceof Outcome.Proven proven)) {
            return Uni.createFrom().item(refused((Outcome.NotProven) outcome));
        }
        return begin(proven.identity())
                .map(granted -> granted.isPresent()
                        ? LookDecision.granted(
                                Circumstances.about(proven.identity().person()), granted.get())
                        : refused(new Outcome.NotProven(null, "erased-meanwhile")));
    }

    /** Empty where the person has erased themselves in the meantime. */
    private Uni<Optional<Grant.Granted>> begin(Identity identity) {
        var person = identity.person();
        var profile = profiles.seal(
                person,
                new Profile(
                        MaskedName.of(identity.name()).text(),
                        identity.documentType().wire()));
        var end = clock.instant().plus(config.loginLife()).truncatedTo(ChronoUnit.MILLIS);
        var family = new RefreshFamilies.Family(ids.next(), person, profile, end);
        var refresh = RefreshToken.of(family.family(), random);
        return families.begin(family, refresh.hash())
                .map(begun -> begun
                        ? Optional.of(new Grant.Granted(
                                tokens.forResident(person, profile), tokens.lifeInSeconds(), refresh.text()))
                        : Optional.empty());
    }

    private static LookDecision<Grant.Granted> refused(Outcome.NotProven why) {
        return LookDecision.refused(new Circumstances(why.subject(), null, null, null), refusal(), why.reason());
    }
}
