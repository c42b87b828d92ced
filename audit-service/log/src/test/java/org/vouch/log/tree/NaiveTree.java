package org.vouch.log.tree;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vouch.log.hash.Hash;

/**
 * RFC 6962, section 2.1, word for word, with a hash of its own: what everything else is compared with. {@code D[a:b]} is
 * written {@code (a, b)}; what was hashed once is remembered.
 */
final class NaiveTree {
    private record Range(int from, int to) {}

    private final List<byte[]> entries;
    private final Map<Range, Hash> known = new HashMap<>();

    NaiveTree(List<byte[]> entries) {
        this.entries = entries;
    }

    Hash mth(int n) {
        return mth(0, n);
    }

    List<Hash> path(int m, int n) {
        return path(m, 0, n);
    }

    List<Hash> proof(int m, int n) {
        return subproof(m, 0, n, true);
    }

    private Hash mth(int from, int to) {
        var remembered = known.get(new Range(from, to));
        if (remembered != null) {
            return remembered;
        }
        Hash hash;
        if (from == to) {
            hash = sha256();
        } else if (to - from == 1) {
            hash = sha256(new byte[] {0}, entries.get(from));
        } else {
            var k = k(to - from);
            hash = sha256(
                    new byte[] {1},
                    mth(from, from + k).bytes(),
                    mth(from + k, to).bytes());
        }
        known.put(new Range(from, to), hash);
        return hash;
    }

    private List<Hash> path(int m, int from, int to) {
        if (to - from == 1) {
            return List.of();
        }
        var k = k(to - from);
        return m < k
                ? and(path(m, from, from + k), mth(from + k, to))
                : and(path(m - k, from + k, to), mth(from, from + k));
    }

    private List<Hash> subproof(int m, int from, int to, boolean b) {
        if (m == to - from) {
            return b ? List.of() : List.of(mth(from, to));
        }
        var k = k(to - from);
        return m <= k
                ? and(subproof(m, from, from + k, b), mth(from + k, to))
                : and(subproof(m - k, from + k, to, false), mth(from, from + k));
    }

    private static List<Hash> and(List<Hash> path, Hash last) {
        var longer = new ArrayList<>(path);
        longer.add(last);
        return longer;
    }

    private static int k(int n) {
        var k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    private static Hash sha256(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (var part : parts) {
            joined.writeBytes(part);
        }
        try {
            return Hash.of(MessageDigest.getInstance("SHA-256").digest(joined.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
