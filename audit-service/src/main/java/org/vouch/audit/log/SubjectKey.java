package org.vouch.audit.log;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** One subject's key: seals the details of entries about this subject, and opens them as long as it exists. */
public final class SubjectKey {
    static final int BYTES = 32;

    /** 128 bits. */
    static final int SALT_BYTES = 16;

    private final Aead key;

    SubjectKey(byte[] key) {
        try {
            this.key = new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an AES-256 key", e);
        }
    }

    Sealed seal(UUID entry, byte[] details, SecureRandom random) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        var opening = ByteBuffer.allocate(SALT_BYTES + details.length)
                .put(salt)
                .put(details)
                .array();
        try {
            return new Sealed(commitment(opening), key.encrypt(opening, bound(entry)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM seals", e);
        }
    }

    /** What opens the commitment of this entry, salt first; empty if this key has not sealed it. */
    public Optional<byte[]> open(UUID entry, byte[] sealed) {
        try {
            return Optional.of(key.decrypt(sealed, bound(entry)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** Of an opening without its salt. */
    static byte[] details(byte[] opening) {
        return Arrays.copyOfRange(opening, SALT_BYTES, opening.length);
    }

    static byte[] commitment(byte[] opening) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(opening);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }

    private static byte[] bound(UUID entry) {
        return ByteBuffer.allocate(16)
                .putLong(entry.getMostSignificantBits())
                .putLong(entry.getLeastSignificantBits())
                .array();
    }

    @Override
    public String toString() {
        return "SubjectKey";
    }
}
