package org.vouch.log.check;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vouch.log.hash.Hash;
import org.vouch.log.hash.TreeHash;

/**
 * Checks a receipt (C2SP tlog-proof) without asking anybody: that the entry that it holds is in the log that the trusted
 * keys signed, and that what it opens is what the entry committed to.
 */
public final class CheckingReceipt {
    private static final int SALT_BYTES = 16;

    private CheckingReceipt() {}

    /**
     * What a receipt proves.
     *
     * @param entry as it was hashed
     * @param details what the entry committed to; null where the receipt does not open it
     */
    public record Proven(Head head, long index, String entry, @Nullable String details) {
        @Override
        public String toString() {
            return "Proven[" + index + "]";
        }
    }

    public static Proven check(String receipt, Trust trust) throws Untrue {
        var lines = receipt.split("\n", -1);
        if (lines.length < 4
                || !lines[0].equals("c2sp.org/tlog-proof@v1")
                || !lines[1].startsWith("extra ")
                || !lines[2].matches("index (0|[1-9][0-9]{0,17})")) {
            throw new Untrue("not a receipt of this log");
        }
        var index = Long.parseLong(lines[2].substring("index ".length()));
        var path = new ArrayList<Hash>();
        var at = 3;
        for (; at < lines.length && !lines[at].isEmpty(); at++) {
            path.add(hash(lines[at]));
        }
        if (at == lines.length) {
            throw new Untrue("the receipt has no checkpoint");
        }
        var head = trust.head(String.join("\n", Arrays.asList(lines).subList(at + 1, lines.length)));
        var extra = new String(decode(lines[1].substring("extra ".length())), StandardCharsets.UTF_8).split("\n", -1);
        var entry = extra[0];
        if (index >= head.size()) {
            throw new Untrue("the log has no such entry");
        }
        var leaf = TreeHash.leaf(entry.getBytes(StandardCharsets.UTF_8));
        if (!root(leaf, index, head.size(), path).equals(head.root())) {
            throw new Untrue("the entry is not in the log");
        }
        return new Proven(head, index, entry, extra.length > 1 && !extra[1].isEmpty() ? opened(entry, extra[1]) : null);
    }

    private static String opened(String entry, String opening) throws Untrue {
        var bytes = decode(opening);
        var commitment = "\"commitment\":\"" + Base64.getEncoder().encodeToString(sha256(bytes)) + "\"";
        if (bytes.length < SALT_BYTES || !entry.contains(commitment)) {
            throw new Untrue("what the receipt opens is not what the entry committed to");
        }
        return new String(bytes, SALT_BYTES, bytes.length - SALT_BYTES, StandardCharsets.UTF_8);
    }

    /** RFC 6962, section 2.1.1, from the root's side: the last hash is the sibling of the half that has the leaf. */
    private static Hash root(Hash leaf, long index, long size, List<Hash> path) throws Untrue {
        if (size == 1) {
            if (!path.isEmpty()) {
                throw new Untrue("the proof is too long");
            }
            return leaf;
        }
        if (path.isEmpty()) {
            throw new Untrue("the proof is too short");
        }
        long half = 1;
        while (half * 2 < size) {
            half *= 2;
        }
        var rest = path.subList(0, path.size() - 1);
        var sibling = path.get(path.size() - 1);
        return index < half
                ? TreeHash.node(root(leaf, index, half, rest), sibling)
                : TreeHash.node(sibling, root(leaf, index - half, size - half, rest));
    }

    private static Hash hash(String base64) throws Untrue {
        try {
            return Hash.ofBase64(base64);
        } catch (IllegalArgumentException e) {
            throw new Untrue("the proof has a line that is no hash");
        }
    }

    private static byte[] decode(String base64) throws Untrue {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new Untrue("not base64");
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
