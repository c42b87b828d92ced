package org.vouch.audit.client.testing;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwt.JwtClaims;

/**
 * Every way we know of to write a JWS that says sound claims and must not be believed: RFC 7515 sections 4 and 5, RFC 7797
 * section 7, RFC 8725 sections 2.1 to 2.6 and 3.1 to 3.10, and what Wycheproof's JWS vectors try. Where it makes the
 * case the harder one to refuse, the signature is the signer's own, so that nothing but the named defect is wrong.
 */
public final class ForgedJws {
    private ForgedJws() {}

    /**
     * @param claims that would be believed
     * @param signer whose signature would be believed, a P-256 pair with a key id
     * @param elsewhere where whoever follows a header would look for a key
     */
    public static List<Forged> of(JwtClaims claims, String type, PublicJsonWebKey signer, URI elsewhere) {
        var from = new Forging(claims.toJson(), type, (EllipticCurveJsonWebKey) signer, TestTokens.freshKey());
        var all = new ArrayList<>(ForgedKeys.of(from, elsewhere));
        all.addAll(ForgedTexts.of(from, claims));
        return List.copyOf(all);
    }
}
