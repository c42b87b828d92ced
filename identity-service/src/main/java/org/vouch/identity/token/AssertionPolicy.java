package org.vouch.identity.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;

/**
 * Whether the claims of a client's signed assertion (RFC 7523 section 3) are good: {@code iss} and {@code sub} are the
 * client, {@code aud} is this issuer or its token endpoint, it is neither over nor yet to come nor good for more than five
 * minutes, and {@code jti} tells it from the client's others. That the signature is the client's is decided before.
 *
 * @param audiences what this service is called
 */
record AssertionPolicy(Set<String> audiences) {
    static final Duration LONGEST = Duration.ofMinutes(5);

    /** How much a client's clock may be ahead. */
    static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(1);

    private static final int LONGEST_ID = 255;

    /** The assertion is good once, until it ends; or it is not, for a reason that nobody outside is told. */
    sealed interface Decision {
        record Good(String id, Instant expiresAt) implements Decision {
            @Override
            public String toString() {
                return "Good";
            }
        }

        record Refused(String reason) implements Decision {}
    }

    Decision decide(JwtClaims claims, String client, Instant now) {
        try {
            if (!client.equals(claims.getIssuer()) || !client.equals(claims.getSubject())) {
                return new Decision.Refused("client");
            }
            if (!claims.hasAudience() || claims.getAudience().stream().noneMatch(audiences::contains)) {
                return new Decision.Refused("audience");
            }
            var id = claims.getJwtId();
            if (id == null || id.isEmpty() || id.length() > LONGEST_ID) {
                return new Decision.Refused("id");
            }
            var end = at(claims.getExpirationTime());
            if (end == null || !end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
                return new Decision.Refused("end");
            }
            return isAhead(claims.getIssuedAt(), now) || isAhead(claims.getNotBefore(), now)
                    ? new Decision.Refused("begin")
                    : new Decision.Good(id, end);
        } catch (MalformedClaimException e) {
            return new Decision.Refused("malformed");
        }
    }

    private static boolean isAhead(@Nullable NumericDate begin, Instant now) {
        var at = at(begin);
        return at != null && at.isAfter(now.plus(CLOCKS_DIFFER_BY));
    }

    private static @Nullable Instant at(@Nullable NumericDate date) {
        return date == null ? null : Instant.ofEpochMilli(date.getValueInMillis());
    }
}
