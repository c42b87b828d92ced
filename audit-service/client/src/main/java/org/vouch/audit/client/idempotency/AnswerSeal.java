package org.vouch.audit.client.idempotency;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals one answer under the service's secret and its Idempotency-Key: whoever has the database, or the key, has neither.
 *
 * <p>{@code secret = HMAC-SHA256(service, key 0x00 caller 0x00 call)}; the row's name, the body's MAC and the AES-256-GCM key are
 * {@code HMAC-SHA256(secret, label)} with a label each. Layout of the sealed answer: 12 bytes nonce, ciphertext, 16
 * bytes tag.
 */
final class AnswerSeal {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] secret;

    private AnswerSeal(byte[] secret) {
        this.secret = secret;
    }

    static AnswerSeal of(String service, String key, String caller, String call) {
        return new AnswerSeal(hmac(
                service.getBytes(StandardCharsets.UTF_8),
                (key + '\0' + caller + '\0' + call).getBytes(StandardCharsets.UTF_8)));
    }

    /** 32 bytes that name the row and tell nothing of the key. */
    byte[] keyHash() {
        return derive("row");
    }

    /** 32 bytes, equal where the bodies are. */
    byte[] macOf(byte[] body) {
        return hmac(derive("body"), body);
    }

    byte[] seal(byte[] answer) {
        var nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(answer);
            var whole = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
            return whole;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every JDK", e);
        }
    }

    byte[] open(byte[] sealed) {
        try {
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(sealed, NONCE))
                    .doFinal(sealed, NONCE, sealed.length - NONCE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a kept answer does not open under the key that named it", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(derive("seal"), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private byte[] derive(String label) {
        return hmac(secret, label.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
        }
    }
}
