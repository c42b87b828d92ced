package org.vouch.audit.client.testing;

import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;

/**
 * What a forger starts from: claims that would be believed, in JSON, from a signer who would be.
 *
 * @param stranger whom nobody believes, whatever the id
 */
record Forging(String claims, String type, EllipticCurveJsonWebKey signer, EllipticCurveJsonWebKey stranger) {

    String header(String algorithm) {
        return header(algorithm, signerId(), "");
    }

    /** {@code more} is in JSON and begins with a comma. */
    String header(String algorithm, String keyId, String more) {
        return "{\"alg\":\"%s\",\"typ\":\"%s\",\"kid\":\"%s\"%s}".formatted(algorithm, type, keyId, more);
    }

    String signerId() {
        return id(signer);
    }

    String strangerId() {
        return id(stranger);
    }

    String bySigner(String header) {
        return RawJws.of(header, claims).signedBy(signer.getPrivateKey());
    }

    String byStranger(String header) {
        return RawJws.of(header, claims).signedBy(stranger.getPrivateKey());
    }

    private static String id(PublicJsonWebKey key) {
        return String.valueOf(key.getKeyId());
    }

    @Override
    public String toString() {
        return "Forging";
    }
}
