package org.vouch.local.scan;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds every occurrence of many needles in one pass over bytes of any length, wherever they begin. Four bytes of each
 * needle, those of the most different values, are its anchor; a table of bits tells at nearly every place that no
 * anchor is there. After R. M. Karp, M. O. Rabin, Efficient randomized pattern-matching algorithms, 1987.
 */
final class Search {

    private static final int ANCHOR = 4;
    private static final int TABLE_BITS = 22;
    private static final int SPREAD = 0x9E3779B1;
    private static final int BUFFER = 1 << 20;

    private final long[] mayBegin = new long[1 << (TABLE_BITS - 6)];
    private final Map<Integer, List<Anchored>> byAnchor = new HashMap<>();
    private final int longest;

    private record Anchored(Needle needle, int offset) {}

    Search(Collection<Needle> needles) {
        int most = ANCHOR;
        Set<ByteBuffer> known = new HashSet<>();
        for (Needle needle : needles) {
            // One picture's bytes are those of another where both show one plain wall.
            if (!known.add(ByteBuffer.wrap(needle.bytes()))) {
                continue;
            }
            int offset = anchor(needle.bytes());
            int key = key(needle.bytes(), offset);
            int hash = hash(key);
            mayBegin[hash >>> 6] |= 1L << hash;
            byAnchor.computeIfAbsent(key, unused -> new ArrayList<>()).add(new Anchored(needle, offset));
            most = Math.max(most, needle.bytes().length);
        }
        longest = most;
    }

    /** A pass: what is written to it is searched, to the last byte once it is closed. */
    Pass pass(Consumer<Needle> found) {
        return new Pass(found);
    }

    private static int anchor(byte[] bytes) {
        int best = 0;
        int bestDistinct = -1;
        for (int offset = 0; offset + ANCHOR <= bytes.length; offset++) {
            int distinct = Needle.distinct(Arrays.copyOfRange(bytes, offset, offset + ANCHOR));
            if (distinct > bestDistinct) {
                best = offset;
                bestDistinct = distinct;
            }
        }
        return best;
    }

    private static int key(byte[] bytes, int at) {
        return (bytes[at] & 0xFF)
                | (bytes[at + 1] & 0xFF) << 8
                | (bytes[at + 2] & 0xFF) << 16
                | (bytes[at + 3] & 0xFF) << 24;
    }

    private static int hash(int key) {
        return (key * SPREAD) >>> (Integer.SIZE - TABLE_BITS);
    }

    /** Not shared between threads. */
    final class Pass extends OutputStream {
        private final Consumer<Needle> found;
        private final byte[] buffer = new byte[BUFFER + 2 * longest];
        private int filled;
        private int searched;
        private long bytes;

        private Pass(Consumer<Needle> found) {
            this.found = found;
        }

        /** How many bytes were written so far. */
        long bytes() {
            return bytes;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            int taken = 0;
            while (taken < length) {
                if (filled == buffer.length) {
                    search(filled - longest);
                    makeRoom();
                }
                int part = Math.min(length - taken, buffer.length - filled);
                System.arraycopy(from, offset + taken, buffer, filled, part);
                filled += part;
                taken += part;
            }
            bytes += length;
        }

        /** What was written is over; what is written next is not its continuation. */
        void end() {
            search(filled - ANCHOR + 1);
            filled = 0;
            searched = 0;
        }

        @Override
        public void close() {
            end();
        }

        /** Keeps what a needle may still reach back to, and what was not searched yet. */
        private void makeRoom() {
            int from = Math.max(0, searched - longest);
            System.arraycopy(buffer, from, buffer, 0, filled - from);
            filled -= from;
            searched -= from;
        }

        private void search(int end) {
            int at = searched;
            if (at >= end) {
                return;
            }
            byte[] in = buffer;
            long[] table = mayBegin;
            int key = key(in, at) << 8;
            for (; at < end; at++) {
                key = key >>> 8 | in[at + 3] << 24;
                int hash = (key * SPREAD) >>> (Integer.SIZE - TABLE_BITS);
                if ((table[hash >>> 6] & 1L << hash) != 0) {
                    compare(key, at);
                }
            }
            searched = end;
        }

        private void compare(int key, int at) {
            for (Anchored one : byAnchor.getOrDefault(key, List.of())) {
                byte[] needle = one.needle().bytes();
                int from = at - one.offset();
                int to = from + needle.length;
                if (from >= 0 && to <= filled && Arrays.equals(buffer, from, to, needle, 0, needle.length)) {
                    found.accept(one.needle());
                }
            }
        }
    }
}
