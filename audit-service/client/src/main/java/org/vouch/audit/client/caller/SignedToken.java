package org.vouch.audit.client.caller;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/**
 * What a text in place of a JWT turned out to be. Signed means: a JWS (RFC 7515) of at most 4,096 characters, ES256 and
 * nothing else, with the expected {@code typ}, verified with the issuer's key that its {@code kid} names. What the claims
 * say is still to be judged.
 */
public sealed interface SignedToken {
    int LONGEST = 4_096;

    record Signed(JwtClaims claims) implements SignedToken {
        @Override
        public String toString() {
            return "Signed";
        }
    }

    /** {@code why} is one of {@code too-long type unknown-key signature malformed}. */
    record Refused(String why) implements SignedToken {}

    /** Whatever the text is made of, the answer is a reading and never an exception. */
    static SignedToken read(String token, String type, TokenKeys keys) {
        if (token.length() > LONGEST) {
            return new Refused("too-long");
        }
        try {
            var jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(new AlgorithmConstraints(
                    ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256));
            jws.setCompactSerialization(token);
            if (!type.equals(jws.getHeaders().getObjectHeaderValue("typ"))) {
                return new Refused("type");
            }
            var keyId = jws.getHeaders().getObjectHeaderValue("kid");
            var key = keyId instanceof String text ? keys.key(text).orElse(null) : null;
            if (key == null) {
                return new Refused("unknown-key");
            }
            jws.setKey(key);
            if (!jws.verifySignature()) {
                return new Refused("signature");
            }
            return new Signed(JwtClaims.parse(jws.getPayload()));
        } catch (JoseException | InvalidJwtException | ClassCastException malformed) {
            // jose4j casts headers such as "alg" to text without looking.
            return new Refused("malformed");
        }
    }
}
