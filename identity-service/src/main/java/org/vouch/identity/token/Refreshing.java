package org.vouch.identity.token;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;

/** The grant {@code refresh_token}: each token is good once; a spent one ends the login. */
@ApplicationScoped
public class Refreshing {
    private final RefreshFamilies families;
    private final SignedTokens tokens;
    private final Clock clock;
    private final SecureRandom random;

    Refreshing(RefreshFamilies families, SignedTokens tokens, Clock clock, SecureRandom random) {
        this.families = families;
        this.tokens = tokens;
        this.clock = clock;
        this.random = random;
    }

    public Uni<Grant> refresh(String presented) {
        var token = RefreshToken.read(presented).orElse(null);
        if (token == null) {
            return Uni.createFrom().item(Grant.refused(Grant.Cause.INVALID_GRANT));
        }
        var next = RefreshToken.of(token.family(), random);
        return families.rotate(token.family(), token.hash(), next.hash(), clock.instant())
                .map(family -> family.<Grant>map(login -> new Grant.Granted(
                                tokens.forResident(login.person(), login.profile(), login.signedInAt()),
                                tokens.lifeInSeconds(),
                                next.text()))
                        .orElse(Grant.refused(Grant.Cause.INVALID_GRANT)));
    }
}
