package org.vouch.identity.vault;

import java.util.Arrays;

/** A document's number after stretching: one half finds the row, the other opens it. Never printed; overwritten by {@link #close}. */
final class StretchedNumber implements AutoCloseable {
    static final int BYTES = 64;

    private final byte[] bytes;

    StretchedNumber(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a stretched number has " + BYTES + " bytes");
        }
        this.bytes = bytes;
    }

    byte[] findingHalf() {
        return Arrays.copyOf(bytes, BYTES / 2);
    }

    byte[] openingHalf() {
        return Arrays.copyOfRange(bytes, BYTES / 2, BYTES);
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "StretchedNumber";
    }
}
