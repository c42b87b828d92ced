package org.vouch.local.scan;

/**
 * Bytes that are looked for, and what they are: only the latter is ever said.
 *
 * @param bytes at least {@value #SHORTEST}, not all alike
 */
record Needle(String kind, byte[] bytes) {

    static final int SHORTEST = 6;

    Needle {
        if (bytes.length < SHORTEST || distinct(bytes) < 2) {
            throw new IllegalArgumentException("found everywhere: " + kind);
        }
    }

    /** How many different values there are among these bytes. */
    static int distinct(byte[] bytes) {
        boolean[] seen = new boolean[256];
        int distinct = 0;
        for (byte one : bytes) {
            if (!seen[one & 0xFF]) {
                seen[one & 0xFF] = true;
                distinct++;
            }
        }
        return distinct;
    }

    @Override
    public String toString() {
        return kind;
    }
}
