package org.vouch.identity.platform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.vouch.audit.client.caller.VerificationKeys;

/** Public P-256 keys for signatures, as a JWK set (RFC 7517) in a file of ours lists them. */
public final class ListedKeys {
    private ListedKeys() {}

    /**
     * One at least.
     *
     * @param owner whose they are, in the words of the message
     * @throws IllegalStateException for anything else in the set, a private key for instance
     */
    public static List<EllipticCurveJsonWebKey> in(JsonNode jwks, String owner) {
        try {
            var keys = new ArrayList<EllipticCurveJsonWebKey>();
            for (var key : new JsonWebKeySet(jwks.toString()).getJsonWebKeys()) {
                if (!(key instanceof EllipticCurveJsonWebKey ec)
                        || !VerificationKeys.isOne(ec)
                        || ec.getPrivateKey() != null) {
                    throw new IllegalStateException(owner + " has a key that is no public P-256 key for signatures");
                }
                keys.add(ec);
            }
            if (keys.isEmpty()) {
                throw new IllegalStateException(owner + " has a set without a key");
            }
            return List.copyOf(keys);
        } catch (JoseException | ClassCastException e) {
            throw new IllegalStateException(owner + " has keys that cannot be read");
        }
    }
}
