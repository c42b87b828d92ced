package org.vouch.log.hash;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** One SHA-256 hash of the tree: exactly 32 bytes, never changed after it was made. */
public final class Hash {
    public static final int BYTES = 32;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Of a copy of these bytes.
     *
     * @throws IllegalArgumentException if they are not 32
     */
    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash has 32 bytes");
        }
        return new Hash(bytes.clone());
    }

    /** The hash that stands {@code position}-th (from 0) among hashes that are joined without anything between them. */
    public static Hash at(byte[] joined, int position) {
        return new Hash(Arrays.copyOfRange(joined, position * BYTES, (position + 1) * BYTES));
    }

    /**
     * In base64 (RFC 4648, section 4, with padding).
     *
     * @throws IllegalArgumentException if the text is anything else, or of another length
     */
    public static Hash ofBase64(String text) {
        var hash = of(Base64.getDecoder().decode(text));
        if (!hash.base64().equals(text)) {
            throw new IllegalArgumentException("not the base64 of a hash");
        }
        return hash;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base64();
    }
}
