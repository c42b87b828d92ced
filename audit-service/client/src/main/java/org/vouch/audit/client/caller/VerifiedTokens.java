package org.vouch.audit.client.caller;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Verifies each token once and remembers it until it expires, in a bounded cache keyed by the whole token: a
 * signature check costs a hundred times a look-up. What may change during a token's life (a suspension) is never
 * decided here but afterwards, by the disclosure gate.
 */
@ApplicationScoped
@Alternative
@Priority(1)
class VerifiedTokens extends JWTCallerPrincipalFactory {
    private static final int MOST_KEPT = 20_000;

    private final AccessTokens tokens;
    private final Clock clock;
    private final Map<String, Kept> kept = Collections.synchronizedMap(new LinkedHashMap<>(256, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MOST_KEPT;
        }
    });

    private record Kept(JWTCallerPrincipal principal, long expiresAtEpochSecond) {}

    @Inject
    VerifiedTokens(TokenKeys keys, TokenConfig config, Clock clock) {
        this.tokens = new AccessTokens(keys, config.issuer(), config.audience(), config.longestLife(), clock);
        this.clock = clock;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo unused) throws ParseException {
        var known = kept.get(token);
        if (known != null) {
            if (clock.instant().getEpochSecond() < known.expiresAtEpochSecond()) {
                return known.principal();
            }
            kept.remove(token);
            throw new ParseException("expired");
        }
        if (!(tokens.verify(token) instanceof AccessTokens.Decision.Valid valid)) {
            throw new ParseException("not a token of this platform");
        }
        var principal = new DefaultJWTCallerPrincipal(token, "at+jwt", valid.claims());
        kept.put(token, new Kept(principal, valid.expiresAtEpochSecond()));
        return principal;
    }
}
