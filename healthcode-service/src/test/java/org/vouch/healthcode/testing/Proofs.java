package org.vouch.healthcode.testing;

import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Consumer;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.vouch.audit.client.testing.TestTokens;

/** Presence proofs as identity-service makes them. */
public final class Proofs {
    private Proofs() {}

    public static String of(UUID person, String requester) {
        return of(person, requester, claims -> {});
    }

    /** A sound proof changed by {@code change} before it is signed. */
    public static String of(UUID person, String requester, Consumer<JwtClaims> change) {
        return TestTokens.sign(claims(person, requester, change), "presence+jwt", TestTokens.key());
    }

    public static JwtClaims claims(UUID person, String requester, Consumer<JwtClaims> change) {
        var now = Instant.now().getEpochSecond();
        var id = UUID.randomUUID().toString();
        var claims = new JwtClaims();
        claims.setIssuer(TestTokens.ISSUER);
        claims.setAudience("healthcode-service");
        claims.setJwtId(id);
        claims.setIssuedAt(NumericDate.fromSeconds(now));
        claims.setExpirationTime(NumericDate.fromSeconds(now + 60));
        claims.setStringClaim("req", requester);
        claims.setStringClaim("purpose", "entry");
        claims.setStringClaim("venue", "North Gate");
        claims.setStringClaim("sealed", sealed(person, id));
        change.accept(claims);
        return claims;
    }

    public static String sealed(UUID person, String id) {
        return sealed("{\"person\":\"" + person + "\",\"maskedName\":\"张*\"}", id);
    }

    public static String sealed(String plain, String id) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(TestKeys.seal(plain, id));
    }
}
