package org.vouch.log.signer;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Entries on their way to the signer, as in an entry bundle: each behind its length, two bytes, the higher first. */
public final class Batch {
    private static final int LONGEST = 65_535;

    private Batch() {}

    /** Empty if the last entry is cut off. */
    static Optional<List<byte[]>> parse(byte[] bytes) {
        var entries = new ArrayList<byte[]>();
        var at = 0;
        while (at < bytes.length) {
            if (at + 2 > bytes.length) {
                return Optional.empty();
            }
            var length = (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
            at += 2;
            if (at + length > bytes.length) {
                return Optional.empty();
            }
            entries.add(Arrays.copyOfRange(bytes, at, at + length));
            at += length;
        }
        return Optional.of(entries);
    }

    public static byte[] of(List<byte[]> entries) {
        var bytes = new ByteArrayOutputStream();
        for (var entry : entries) {
            if (entry.length > LONGEST) {
                throw new IllegalArgumentException("an entry is too long for a bundle");
            }
            bytes.write(entry.length >> 8);
            bytes.write(entry.length);
            bytes.writeBytes(entry);
        }
        return bytes.toByteArray();
    }
}
