package org.vouch.log.tree;

import java.util.ArrayList;
import java.util.List;
import org.vouch.log.hash.Hash;
import org.vouch.log.hash.TreeHash;

/**
 * Roots and proofs of the first {@code size} leaves (RFC 9162, section 2.1), from the roots of complete subtrees alone:
 * a few dozen hashes whatever the size.
 */
public record Tree(long size, Subtrees subtrees) {
    public Tree {
        if (size < 0) {
            throw new IllegalArgumentException("a tree has no negative size");
        }
    }

    public Hash root() {
        return size == 0 ? TreeHash.EMPTY : root(0, size);
    }

    /** From the leaf's sibling up to the root's child (section 2.1.3.1). */
    public List<Hash> inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no such leaf");
        }
        var path = new ArrayList<Hash>();
        include(path, index, 0, size);
        return List.copyOf(path);
    }

    /** That this tree begins with its first {@code from} leaves; empty for none and for all (section 2.1.4.1). */
    public List<Hash> consistency(long from) {
        if (from < 0 || from > size) {
            throw new IllegalArgumentException("no such beginning");
        }
        var path = new ArrayList<Hash>();
        if (from > 0 && from < size) {
            prove(path, from, 0, size, true);
        }
        return List.copyOf(path);
    }

    private Hash root(long start, long leaves) {
        if (Long.bitCount(leaves) == 1) {
            return subtrees.root(Long.numberOfTrailingZeros(leaves), start / leaves);
        }
        var left = leftOf(leaves);
        return TreeHash.node(root(start, left), root(start + left, leaves - left));
    }

    private void include(List<Hash> path, long index, long start, long leaves) {
        if (leaves == 1) {
            return;
        }
        var left = leftOf(leaves);
        if (index < start + left) {
            include(path, index, start, left);
            path.add(root(start + left, leaves - left));
        } else {
            include(path, index, start + left, leaves - left);
            path.add(root(start, left));
        }
    }

    /** {@code known}: whether the verifier has the smaller tree's root already, as it is a node of this one. */
    private void prove(List<Hash> path, long from, long start, long leaves, boolean known) {
        if (from == leaves) {
            if (!known) {
                path.add(root(start, leaves));
            }
            return;
        }
        var left = leftOf(leaves);
        if (from <= left) {
            prove(path, from, start, left, known);
            path.add(root(start + left, leaves - left));
        } else {
            prove(path, from - left, start + left, leaves - left, false);
            path.add(root(start, left));
        }
    }

    /** The largest power of two below it: so many leaves are in the left subtree. */
    private static long leftOf(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }
}
