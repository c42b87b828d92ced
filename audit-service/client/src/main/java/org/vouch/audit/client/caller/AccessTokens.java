package org.vouch.audit.client.caller;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;

/**
 * Verifies access tokens in full (RFC 9068, RFC 7519): ES256 and nothing else, header {@code typ: at+jwt}, a known
 * key, the issuer, this service among the audiences, one known role, a subject, and a life that has begun, has not
 * ended and is at most the configured one. No tolerance on {@code exp}; up to five seconds on {@code iat} and on {@code
 * nbf}, which a token need not have.
 */
public final class AccessTokens {
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(5);

    private final TokenKeys keys;
    private final String issuer;
    private final String audience;
    private final Duration longestLife;
    private final Clock clock;

    public AccessTokens(TokenKeys keys, String issuer, String audience, Duration longestLife, Clock clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.audience = audience;
        this.longestLife = longestLife;
        this.clock = clock;
    }

    /** What a token turned out to be. */
    public sealed interface Decision {
        record Valid(String keyId, JwtClaims claims, long expiresAtEpochSecond) implements Decision {
            @Override
            public String toString() {
                return "Valid";
            }
        }

        record Invalid(String why) implements Decision {}
    }

    public Decision verify(String token) {
        try {
            return SignedToken.read(token, "at+jwt", keys) instanceof SignedToken.Signed signed
                    ? claims(signed.keyId(), signed.claims())
                    : new Decision.Invalid("not signed by the issuer");
        } catch (MalformedClaimException e) {
            return new Decision.Invalid("malformed");
        }
    }

    private Decision claims(String keyId, JwtClaims claims) throws MalformedClaimException {
        var now = clock.instant().getEpochSecond();
        var issuedAt = claims.getIssuedAt();
        var expiresAt = claims.getExpirationTime();
        if (!issuer.equals(claims.getIssuer())) {
            return new Decision.Invalid("issuer");
        }
        if (!claims.hasAudience() || !claims.getAudience().contains(audience)) {
            return new Decision.Invalid("audience");
        }
        if (issuedAt == null || expiresAt == null) {
            return new Decision.Invalid("no life");
        }
        if (now >= expiresAt.getValue()) {
            return new Decision.Invalid("expired");
        }
        if (isToCome(issuedAt, now)) {
            return new Decision.Invalid("not yet issued");
        }
        var notBefore = claims.getNotBefore();
        if (notBefore != null && isToCome(notBefore, now)) {
            return new Decision.Invalid("not yet valid");
        }
        // The end is in the future, the beginning may be any number: no difference that could overflow.
        if (issuedAt.getValue() < expiresAt.getValue() - longestLife.toSeconds()) {
            return new Decision.Invalid("lives too long");
        }
        if (claims.getSubject() == null || claims.getSubject().isBlank()) {
            return new Decision.Invalid("no subject");
        }
        List<String> groups = claims.getStringListClaimValue("groups");
        if (groups == null || CallerKind.among(groups).isEmpty()) {
            return new Decision.Invalid("no role");
        }
        return new Decision.Valid(keyId, claims, expiresAt.getValue());
    }

    private static boolean isToCome(NumericDate begin, long now) {
        return begin.getValue() > now + CLOCKS_DIFFER_BY.toSeconds();
    }
}
