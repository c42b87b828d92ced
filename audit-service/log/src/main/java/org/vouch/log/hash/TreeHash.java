package org.vouch.log.hash;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * How the tree hashes (RFC 9162, section 2.1.1, as RFC 6962 before it): SHA-256 with a first byte that tells leaves from
 * nodes, so that no entry can pass for a node.
 *
 * <pre>
 * empty tree  SHA-256()
 * leaf        SHA-256(0x00 | entry)
 * node        SHA-256(0x01 | left | right)
 * </pre>
 */
public final class TreeHash {
    /** The root of the tree without entries. */
    public static final Hash EMPTY = Hash.of(sha256().digest());

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private TreeHash() {}

    public static Hash leaf(byte[] entry) {
        var digest = sha256();
        digest.update(LEAF);
        return Hash.of(digest.digest(entry));
    }

    public static Hash node(Hash left, Hash right) {
        var digest = sha256();
        digest.update(NODE);
        digest.update(left.bytes());
        return Hash.of(digest.digest(right.bytes()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
