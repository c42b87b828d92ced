package org.vouch.audit.client.caller;

import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The keys of a JWK set (RFC 7517) that signatures are verified with: on P-256, and made for nothing else by what the set
 * says of their use (section 4.2), operations (section 4.3) and algorithm (section 4.4).
 */
public final class VerificationKeys {
    private VerificationKeys() {}

    /** By key id; a key without one is passed over, as is one for something else. */
    static Map<String, PublicKey> in(String jwks) throws JoseException {
        var keys = new HashMap<String, PublicKey>();
        try {
            for (var key : new JsonWebKeySet(jwks).getJsonWebKeys()) {
                if (key.getKeyId() != null && isOne(key)) {
                    keys.put(key.getKeyId(), ((EllipticCurveJsonWebKey) key).getPublicKey());
                }
            }
        } catch (ClassCastException malformed) {
            throw new JoseException("not a JWK set", malformed);
        }
        return Map.copyOf(keys);
    }

    public static boolean isOne(JsonWebKey key) {
        return key instanceof EllipticCurveJsonWebKey ec
                && EllipticCurves.P_256.equals(ec.getCurveName())
                && (key.getUse() == null || key.getUse().equals("sig"))
                && (key.getKeyOps() == null || key.getKeyOps().contains("verify"))
                && (key.getAlgorithm() == null
                        || key.getAlgorithm().equals(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256));
    }
}
