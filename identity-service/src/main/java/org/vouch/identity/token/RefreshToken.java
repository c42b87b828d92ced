package org.vouch.identity.token;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * 16 bytes that name the family and 32 random ones, as base64url. The database has the SHA-256 of the whole. Never
 * printed.
 */
final class RefreshToken {
    private static final int BYTES = 48;

    private final byte[] bytes;

    private RefreshToken(byte[] bytes) {
        this.bytes = bytes;
    }

    static RefreshToken of(UUID family, SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        ByteBuffer.wrap(bytes).putLong(family.getMostSignificantBits()).putLong(family.getLeastSignificantBits());
        return new RefreshToken(bytes);
    }

    /** Empty where the text is none. */
    static Optional<RefreshToken> read(String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            return bytes.length == BYTES ? Optional.of(new RefreshToken(bytes)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    UUID family() {
        var family = ByteBuffer.wrap(bytes);
        return new UUID(family.getLong(), family.getLong());
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "RefreshToken";
    }
}
