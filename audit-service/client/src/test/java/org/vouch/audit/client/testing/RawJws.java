package org.vouch.audit.client.testing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A JWS of RFC 7515 that may be wrong in ways in which no library writes one: header and payload are taken as they are.
 *
 * @param header in base64url or in whatever else is put between the dots
 * @param payload likewise
 */
record RawJws(String header, String payload) {
    /** ECDSA over P-256 with SHA-256, the signature as r and s of 32 bytes each (RFC 7518 section 3.4). */
    private static final String ES256 = "SHA256withECDSAinP1363Format";

    static RawJws of(String headerJson, String payloadJson) {
        return new RawJws(base64(headerJson), base64(payloadJson));
    }

    static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String signedBy(PrivateKey key) {
        return signedBy(ES256, key);
    }

    String signedBy(String algorithm, PrivateKey key) {
        return with(signature(algorithm, key));
    }

    String macedWith(String algorithm, byte[] key) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return with(mac.doFinal(signed()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String with(byte[] signature) {
        return with(base64(signature));
    }

    String with(String signature) {
        return header + "." + payload + "." + signature;
    }

    byte[] signature(PrivateKey key) {
        return signature(ES256, key);
    }

    /** This signature in ASN.1, as everybody but JWS writes it. */
    byte[] signatureInDer(PrivateKey key) {
        return signature("SHA256withECDSA", key);
    }

    /** r and s side by side, each as {@code width} bytes. */
    static byte[] sideBySide(BigInteger r, BigInteger s, int width) {
        var both = new byte[2 * width];
        put(r, both, width);
        put(s, both, 2 * width);
        return both;
    }

    private static void put(BigInteger number, byte[] into, int end) {
        var bytes = number.toByteArray();
        var from = bytes[0] == 0 && bytes.length > 1 ? 1 : 0;
        System.arraycopy(bytes, from, into, end - (bytes.length - from), bytes.length - from);
    }

    /** Half of a signature as a number: 0 for r, 1 for s. */
    static BigInteger half(byte[] signature, int which) {
        var length = signature.length / 2;
        return new BigInteger(1, Arrays.copyOfRange(signature, which * length, (which + 1) * length));
    }

    private byte[] signature(String algorithm, PrivateKey key) {
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(signed());
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] signed() {
        return (header + "." + payload).getBytes(StandardCharsets.UTF_8);
    }
}
