package org.vouch.identity.token;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.caller.TokenConfig;
import org.vouch.audit.client.platform.Ids;
import org.vouch.identity.signing.SigningKeys;

/**
 * Access tokens after RFC 9068: ES256, {@code typ: at+jwt}, {@code iss aud sub groups iat exp jti}, for clients {@code
 * label} and {@code org}, for residents the sealed profile and {@code auth_time}, when they signed in. A person's token and a client's are for all four services, so
 * that a wrong role is told from a bad token; a service's is for the one that it calls.
 */
@ApplicationScoped
public class SignedTokens {
    private static final String TYPE = "at+jwt";
    static final List<String> EVERY_SERVICE =
            List.of("identity-service", "healthcode-service", "testresult-service", "audit-service");

    private final SigningKeys keys;
    private final IssuingConfig config;
    private final String issuer;
    private final Ids ids;
    private final Clock clock;

    SignedTokens(SigningKeys keys, IssuingConfig config, TokenConfig tokens, Ids ids, Clock clock) {
        this.keys = keys;
        this.config = config;
        this.issuer = tokens.issuer();
        this.ids = ids;
        this.clock = clock;
    }

    /** {@code signedInAt} is when the person last signed in, null where that is not known. */
    String forResident(UUID person, String sealedProfile, @Nullable Instant signedInAt) {
        var claims = claims(person.toString(), CallerKind.RESIDENT, EVERY_SERVICE);
        claims.setStringClaim(SealedProfile.CLAIM, sealedProfile);
        if (signedInAt != null) {
            claims.setClaim("auth_time", signedInAt.getEpochSecond());
        }
        return keys.sign(claims, TYPE);
    }

    String forClient(Client client, List<String> audience) {
        var claims = claims(client.id(), client.kind(), audience);
        claims.setStringClaim("label", client.label());
        claims.setStringClaim("org", client.organisation());
        return keys.sign(claims, TYPE);
    }

    long lifeInSeconds() {
        return config.accessLife().toSeconds();
    }

    private JwtClaims claims(String subject, CallerKind kind, List<String> audience) {
        var now = clock.instant().getEpochSecond();
        var claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(audience);
        claims.setSubject(subject);
        claims.setStringListClaim("groups", kind.wire());
        claims.setIssuedAt(NumericDate.fromSeconds(now));
        claims.setExpirationTime(NumericDate.fromSeconds(now + lifeInSeconds()));
        claims.setJwtId(ids.next().toString());
        return claims;
    }
}
