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
import org.vouch.audit.client.revocation.Revocations;

/**
 * Verifies each token once and remembers it until it expires, in a bounded cache keyed by the whole token: a
 * signature check costs a hundred times a look-up. What may end a token before its time is asked each time: whether its
 * key is still one of the issuer's and its client is not revoked. What takes only the right to look at others (a
 * suspension) is never decided here but afterwards, by the disclosure gate.
 */
@ApplicationScoped
@Alternative
@Priority(1)
class VerifiedTokens extends JWTCallerPrincipalFactory {
    private static final int MOST_KEPT = 20_000;

    private final AccessTokens tokens;
    private final TokenKeys keys;
    private final Revocations revocations;
    private final Clock clock;
    private final Map<String, Kept> kept = Collections.synchronizedMap(new LinkedHashMap<>(256, .75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
            return size() > MOST_KEPT;
        }
    });

    private record Kept(JWTCallerPrincipal principal, String keyId, long expiresAtEpochSecond) {}

    @Inject
    VerifiedTokens(TokenKeys keys, Revocations revocations, TokenConfig config, Clock clock) {
        this.keys = keys;
        this.revocations = revocations;
        this.tokens = new AccessTokens(keys, config.issuer(), config.audience(), config.longestLife(), clock);
        this.clock = clock;
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo unused) throws ParseException {
        var known = kept.get(token);
        if (known == null) {
            known = verified(token);
            kept.put(token, known);
        }
        if (clock.instant().getEpochSecond() >= known.expiresAtEpochSecond()) {
            kept.remove(token);
            throw new ParseException("expired");
        }
        if (keys.key(known.keyId()).isEmpty()
                || revocations.client(known.principal().getSubject())) {
            kept.remove(token);
            throw new ParseException("revoked");
        }
        return known.principal();
    }

    private Kept verified(String token) throws ParseException {
        if (!(tokens.verify(token) instanceof AccessTokens.Decision.Valid valid)) {
            throw new ParseException("not a token of this platform");
        }
        var principal = new DefaultJWTCallerPrincipal(token, "at+jwt", valid.claims());
        return new Kept(principal, valid.keyId(), valid.expiresAtEpochSecond());
    }
}
