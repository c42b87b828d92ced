package org.vouch.identity.facesession;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The 128 random bits that open a face session, as 22 characters of base64url: whoever has them may use the session. The
 * database has their SHA-256. Never printed.
 */
public record SessionId(String text) {
    private static final int BYTES = 16;
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{22}");

    public static SessionId random(SecureRandom random) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new SessionId(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Empty where the text cannot be the id of a session. */
    public static Optional<SessionId> read(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new SessionId(text)) : Optional.empty();
    }

    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    /** Tells the attempts of one session from those of another, and gives nobody the session. */
    public String handle() {
        return "face-session:" + HexFormat.of().formatHex(hash(), 0, 8);
    }

    @Override
    public String toString() {
        return "SessionId";
    }
}
