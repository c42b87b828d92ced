package org.vouch.log.tree;

import java.util.ArrayList;
import java.util.List;
import org.vouch.log.hash.Hash;
import org.vouch.log.hash.TreeHash;

/**
 * All that is needed of a tree in order to append to it: the roots of the complete subtrees that it consists of, largest
 * first, one for each bit that is set in its size. What grows out of a frontier is consistent with it by construction.
 */
public record Frontier(long size, List<Hash> roots) {
    public static final Frontier EMPTY = new Frontier(0, List.of());

    public Frontier {
        if (size < 0 || roots.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException("a frontier has one root for each bit of its size");
        }
        roots = List.copyOf(roots);
    }

    /** With these leaves behind the last one. */
    public Frontier with(List<Hash> leaves) {
        var grown = new ArrayList<>(roots);
        var at = size;
        for (var leaf : leaves) {
            var hash = leaf;
            for (var bits = at; (bits & 1) == 1; bits >>= 1) {
                hash = TreeHash.node(grown.remove(grown.size() - 1), hash);
            }
            grown.add(hash);
            at++;
        }
        return new Frontier(at, grown);
    }

    public Hash root() {
        if (roots.isEmpty()) {
            return TreeHash.EMPTY;
        }
        var hash = roots.get(roots.size() - 1);
        for (var i = roots.size() - 2; i >= 0; i--) {
            hash = TreeHash.node(roots.get(i), hash);
        }
        return hash;
    }
}
