package org.vouch.audit.client.caller;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * Verifies access tokens in full (RFC 9068, RFC 7519): ES256 and nothing else, header {@code typ: at+jwt}, a known
 * key, the issuer, this service among the audiences, one known role, a subject, and a life that has begun, has not
 * ended and is at most the configured one. No tolerance on {@code exp}; up to five seconds on {@code iat}.
 */
public final class AccessTokens {
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(5);
    private static final int LONGEST_TOKEN = 4_096;
    private static final AlgorithmConstraints ES256_ONLY =
            new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);

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
        record Valid(JwtClaims claims, long expiresAtEpochSecond) implements Decision {}

        record Invalid(String why) implements Decision {}
    }

    public Decision verify(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return new Decision.Invalid("too long");
        }
        try {
            var jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(ES256_ONLY);
            jws.setCompactSerialization(token);
            if (!"at+jwt".equals(jws.getHeader("typ"))) {
                return new Decision.Invalid("not an access token");
            }
            var keyId = jws.getKeyIdHeaderValue();
            var key = keyId == null ? null : keys.key(keyId).orElse(null);
            if (key == null) {
                return new Decision.Invalid("unknown key");
            }
            jws.setKey(key);
            if (!jws.verifySignature()) {
                return new Decision.Invalid("signature");
            }
            return claims(JwtClaims.parse(jws.getPayload()));
        } catch (JoseException | InvalidJwtException | MalformedClaimException e) {
            return new Decision.Invalid("malformed");
        }
    }

    private Decision claims(JwtClaims claims) throws MalformedClaimException {
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
        if (issuedAt.getValue() > now + CLOCKS_DIFFER_BY.toSeconds()) {
            return new Decision.Invalid("not yet issued");
        }
        if (expiresAt.getValue() - issuedAt.getValue() > longestLife.toSeconds()) {
            return new Decision.Invalid("lives too long");
        }
        if (claims.getSubject() == null || claims.getSubject().isBlank()) {
            return new Decision.Invalid("no subject");
        }
        List<String> groups = claims.getStringListClaimValue("groups");
        if (groups == null || CallerKind.among(groups).isEmpty()) {
            return new Decision.Invalid("no role");
        }
        return new Decision.Valid(claims, expiresAt.getValue());
    }
}
