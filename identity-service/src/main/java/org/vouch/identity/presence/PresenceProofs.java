package org.vouch.identity.presence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.crypto.tink.HybridEncrypt;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.TokenConfig;
import org.vouch.audit.client.platform.Ids;
import org.vouch.identity.document.MaskedName;
import org.vouch.identity.platform.Keysets;
import org.vouch.identity.signing.SigningKeys;

/**
 * The proof that a person stands before the requester's camera: a JWS (ES256, {@code typ: presence+jwt}) that holds
 *
 * <pre>
 *   iss, aud "healthcode-service", jti, iat, exp = iat + 60 s
 *   req      the requester's sub: nobody else can exchange it
 *   purpose  entry | travel | medical | help
 *   venue    where, if it was said
 *   sealed   base64url of a Tink HPKE ciphertext (X25519, HKDF-SHA256, AES-256-GCM; Tink prefix) with the bytes of jti as
 *            context info, of the JSON {"person": uuid, "maskedName": "张*"}
 * </pre>
 *
 * Whoever carries it learns neither pseudonym nor name; only healthcode-service opens what is sealed.
 */
@ApplicationScoped
public class PresenceProofs {
    private static final String TYPE = "presence+jwt";
    private static final String AUDIENCE = "healthcode-service";

    private final SigningKeys keys;
    private final HybridEncrypt sealing;
    private final ObjectMapper json;
    private final ProofConfig config;
    private final String issuer;
    private final Ids ids;
    private final Clock clock;

    PresenceProofs(SigningKeys keys, ProofConfig config, TokenConfig tokens, ObjectMapper json, Ids ids, Clock clock) {
        this.keys = keys;
        this.sealing = Keysets.sealingOnly(config.publicKeyset());
        this.json = json;
        this.config = config;
        this.issuer = tokens.issuer();
        this.ids = ids;
        this.clock = clock;
    }

    /** A proof and what its access record needs. */
    public record Proof(String jwt, String id, Instant expiresAt) {
        @Override
        public String toString() {
            return "Proof";
        }
    }

    record Sealed(UUID person, String maskedName) {
        @Override
        public String toString() {
            return "Sealed";
        }
    }

    public Proof issue(UUID person, MaskedName name, String requester, String purpose, @Nullable String venue) {
        var id = ids.next().toString();
        var now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        var end = now.plus(config.life());
        var claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(AUDIENCE);
        claims.setJwtId(id);
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(end.getEpochSecond()));
        claims.setStringClaim("req", requester);
        claims.setStringClaim("purpose", purpose);
        if (venue != null) {
            claims.setStringClaim("venue", venue);
        }
        claims.setStringClaim("sealed", sealed(new Sealed(person, name.text()), id));
        return new Proof(keys.sign(claims, TYPE), id, end);
    }

    private String sealed(Sealed content, String id) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            sealing.encrypt(json.writeValueAsBytes(content), id.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new IllegalStateException("a proof cannot be sealed");
        }
    }
}
