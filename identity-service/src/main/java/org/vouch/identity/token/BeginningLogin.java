package org.vouch.identity.token;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.audit.client.platform.Ids;
import org.vouch.identity.document.MaskedName;
import org.vouch.identity.presence.ProvingPerson.Outcome;
import org.vouch.identity.token.SealedProfile.Profile;
import org.vouch.identity.vault.Identity;

/** Begins the login of a person who is proven, however that was done; whoever is not gets the one refusal. */
@ApplicationScoped
class BeginningLogin {
    private final SealedProfile profiles;
    private final SignedTokens tokens;
    private final RefreshFamilies families;
    private final IssuingConfig config;
    private final Ids ids;
    private final Clock clock;
    private final SecureRandom random;

    BeginningLogin(
            SealedProfile profiles,
            SignedTokens tokens,
            RefreshFamilies families,
            IssuingConfig config,
            Ids ids,
            Clock clock,
            SecureRandom random) {
        this.profiles = profiles;
        this.tokens = tokens;
        this.families = families;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
        this.random = random;
    }

    Uni<LookDecision<Grant.Granted>> of(Outcome outcome) {
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
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var family = new RefreshFamilies.Family(ids.next(), person, profile, now, now.plus(config.loginLife()));
        var refresh = RefreshToken.of(family.family(), random);
        return families.begin(family, refresh.hash())
                .map(begun -> begun
                        ? Optional.of(new Grant.Granted(
                                tokens.forResident(person, profile, now), tokens.lifeInSeconds(), refresh.text()))
                        : Optional.empty());
    }

    static LookDecision<Grant.Granted> refused(Outcome.NotProven why) {
        return LookDecision.refused(
                new Circumstances(why.subject(), null, null, null), LoggingIn.refusal(), why.reason());
    }
}
