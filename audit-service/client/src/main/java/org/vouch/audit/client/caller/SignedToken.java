package org.vouch.audit.client.caller;

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

    record Signed(String keyId, JwtClaims claims) implements SignedToken {
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
            var jws = CompactJws.parse(token);
            if (!jws.type().filter(type::equals).isPresent()) {
                return new Refused("type");
            }
            var keyId = jws.keyId();
            var key = keyId.flatMap(keys::key);
            if (key.isEmpty()) {
                return new Refused("unknown-key");
            }
            return jws.isSignedBy(key.get()) ? new Signed(keyId.get(), jws.claims()) : new Refused("signature");
        } catch (JoseException | InvalidJwtException malformed) {
            return new Refused("malformed");
        }
    }
}
