package org.vouch.log.tree;

import java.util.List;
import org.vouch.log.hash.Hash;
import org.vouch.log.hash.TreeHash;

/**
 * Checks proofs as RFC 9162 says, positions and sizes before anything is hashed. A proof that is too short, too long or
 * for another position is broken, never "good enough".
 */
public final class Proofs {
    private static final Verdict HOLDS = new Verdict.Holds();

    private Proofs() {}

    /** That the leaf is the one at {@code index} (from 0) of the tree with this size and root (section 2.1.3.2). */
    public static Verdict inclusion(Hash leaf, long index, long size, List<Hash> path, Hash root) {
        if (index < 0 || index >= size) {
            return new Verdict.Broken("there is no such entry in a tree of this size");
        }
        var climb = new Climb(index, size - 1);
        var hash = leaf;
        for (var sibling : path) {
            if (climb.atTheTop()) {
                return new Verdict.Broken("the proof is too long");
            }
            hash = climb.siblingIsLeft() ? TreeHash.node(sibling, hash) : TreeHash.node(hash, sibling);
            climb.up();
        }
        if (!climb.atTheTop()) {
            return new Verdict.Broken("the proof is too short");
        }
        return hash.equals(root) ? HOLDS : new Verdict.Broken("the proof leads to another root");
    }

    /**
     * That the smaller tree is the beginning of the larger one (section 2.1.4.2). From the empty tree nothing is proven,
     * because everything begins with it.
     */
    public static Verdict consistency(long from, long to, List<Hash> path, Hash fromRoot, Hash toRoot) {
        if (from < 1 || from > to) {
            return new Verdict.Broken("the sizes are not those of a tree and its continuation");
        }
        if (from == to) {
            if (!path.isEmpty()) {
                return new Verdict.Broken("the proof is too long");
            }
            return fromRoot.equals(toRoot) ? HOLDS : new Verdict.Broken("one size with two roots");
        }
        if (path.isEmpty()) {
            return new Verdict.Broken("the proof is too short");
        }
        var complete = Long.bitCount(from) == 1;
        var first = complete ? fromRoot : path.get(0);
        var climb = new Climb(from - 1, to - 1);
        climb.whileSiblingIsLeft();
        var before = first;
        var after = first;
        for (var sibling : path.subList(complete ? 0 : 1, path.size())) {
            if (climb.atTheTop()) {
                return new Verdict.Broken("the proof is too long");
            }
            if (climb.siblingIsLeft()) {
                before = TreeHash.node(sibling, before);
                after = TreeHash.node(sibling, after);
            } else {
                after = TreeHash.node(after, sibling);
            }
            climb.up();
        }
        if (!climb.atTheTop()) {
            return new Verdict.Broken("the proof is too short");
        }
        if (!before.equals(fromRoot)) {
            return new Verdict.Broken("the proof leads to another smaller root");
        }
        return after.equals(toRoot) ? HOLDS : new Verdict.Broken("the proof leads to another larger root");
    }

    /** The way from a node to the root beside the way from the last node of its level: {@code fn} and {@code sn}. */
    private static final class Climb {
        private long node;
        private long last;

        Climb(long node, long last) {
            this.node = node;
            this.last = last;
        }

        boolean atTheTop() {
            return last == 0;
        }

        boolean siblingIsLeft() {
            return isRight() || node == last;
        }

        /** To where the next hash of the proof belongs: a node without a sibling rises as it is. */
        void up() {
            if (siblingIsLeft()) {
                while (!isRight() && node != 0) {
                    shift();
                }
            }
            shift();
        }

        void whileSiblingIsLeft() {
            while (isRight()) {
                shift();
            }
        }

        private boolean isRight() {
            return (node & 1) == 1;
        }

        private void shift() {
            node >>= 1;
            last >>= 1;
        }
    }
}
