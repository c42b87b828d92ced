package org.vouch.audit.notifications;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs webhooks so that any library of Standard Webhooks (standardwebhooks.com) verifies them: HMAC-SHA256 over
 * {@code id.timestamp.body}.
 */
public final class WebhookSecret {
    private static final String PREFIX = "whsec_";
    private static final int FEWEST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    private final SecretKeySpec key;

    private WebhookSecret(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** Refuses a text of another form, without saying what it was. */
    public static WebhookSecret parse(String text) {
        try {
            var bytes = Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : "");
            if (bytes.length >= FEWEST_BYTES && bytes.length <= MOST_BYTES) {
                return new WebhookSecret(bytes);
            }
        } catch (IllegalArgumentException malformed) {
            // Told below; its message may quote the secret.
        }
        throw new IllegalStateException(
                "vouch.notifications.webhook.secret is not whsec_ and 24 to 64 bytes in base64");
    }

    /** The header {@code webhook-signature}. */
    public String sign(String id, Instant at, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            var signed = id + "." + at.getEpochSecond() + "." + body;
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
        }
    }

    @Override
    public String toString() {
        return "WebhookSecret";
    }
}
