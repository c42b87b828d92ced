package org.vouch.log.tree;

import org.vouch.log.hash.Hash;

/** Where a tree's hashes come from. */
@FunctionalInterface
public interface Subtrees {
    /** The root of the complete subtree over the leaves {@code index * 2^level} to {@code (index + 1) * 2^level - 1}. */
    Hash root(int level, long index);
}
