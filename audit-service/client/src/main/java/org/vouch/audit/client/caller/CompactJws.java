package org.vouch.audit.client.caller;

import java.security.PublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * A JWS in compact serialization (RFC 7515 section 7.1), taken apart. Nothing in it is to be believed before {@link
 * #isSignedBy} says so, and that takes ES256 and nothing else: a key that the header brings or points to ({@code jwk jku
 * x5c x5u}) is never looked at. The one verifier of signatures in the platform's tokens.
 *
 * <p>Malformed, and so refused, is also what a lenient reader would make good: base64url with padding, other characters or
 * unused bits set (RFC 7515 section 2: one signature has one text), a name twice (section 4), any extension that has to be
 * understood (section 4.1.11: there is none here), a payload that is not encoded (RFC 7797 section 7: not in a JWT).
 */
public final class CompactJws {
    private static final List<String> EXTENSIONS = List.of("crit", "b64");

    private final JsonWebSignature jws;
    private final Map<String, Object> header;

    private CompactJws(JsonWebSignature jws, Map<String, Object> header) {
        this.jws = jws;
        this.header = header;
    }

    public static CompactJws parse(String text) throws JoseException {
        if (!isBase64Url(text)) {
            throw new JoseException("not base64url");
        }
        try {
            var jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(new AlgorithmConstraints(
                    ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256));
            jws.setCompactSerialization(text);
            var header = JsonUtil.parseJson(jws.getHeaders().getFullHeaderAsJsonString());
            if (EXTENSIONS.stream().anyMatch(header::containsKey)) {
                throw new JoseException("an extension that is not understood");
            }
            return new CompactJws(jws, header);
        } catch (ClassCastException malformed) {
            throw new JoseException("not a JWS", malformed);
        }
    }

    /** Its {@code typ}; empty where that is no text. */
    public Optional<String> type() {
        return text("typ");
    }

    /** Its {@code kid}; empty where that is no text. */
    public Optional<String> keyId() {
        return text("kid");
    }

    /** False for a wrong signature; an algorithm other than ES256 is refused as malformed. */
    public boolean isSignedBy(PublicKey key) throws JoseException {
        try {
            jws.setKey(key);
            return jws.verifySignature();
        } catch (ClassCastException malformed) {
            // jose4j casts headers such as "alg" to text without looking.
            throw new JoseException("not a JWS", malformed);
        }
    }

    /** What it claims, whoever wrote that. */
    public JwtClaims claims() throws InvalidJwtException {
        return JwtClaims.parse(jws.getUnverifiedPayload());
    }

    private Optional<String> text(String name) {
        return header.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    private static boolean isBase64Url(String text) {
        return Arrays.stream(text.split("\\.", -1)).allMatch(CompactJws::isCanonical);
    }

    /** Decoders, jose4j's and the JDK's, take more texts than encoders write. */
    private static boolean isCanonical(String part) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Base64.getUrlDecoder().decode(part))
                    .equals(part);
        } catch (IllegalArgumentException otherCharacters) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "CompactJws";
    }
}
