package org.vouch.log.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.vouch.log.hash.Hash;
import org.vouch.log.hash.TreeHash;

/**
 * Rebuilds a log from its entries, byte for byte as they are served, and compares what comes out with every tile and with
 * the root that the trusted keys signed. Nothing is taken from the log but its entries; memory stays small whatever its
 * size.
 */
public final class CheckingLog {
    private static final int WIDTH = 256;
    private static final int ATTEMPTS = 10;
    private static final long PAUSE_MILLIS = 200;

    private final Source source;
    private final Trust trust;

    public CheckingLog(Source source, Trust trust) {
        this.source = source;
        this.trust = trust;
    }

    /** The head that the whole log leads to. */
    public Head check() throws IOException, InterruptedException, Untrue {
        return check(List.of());
    }

    /**
     * The head that the whole log leads to.
     *
     * @param seen checkpoints that somebody else was shown, a witness for instance: each must be of this same log
     */
    public Head check(List<String> seen) throws IOException, InterruptedException, Untrue {
        var heads = new ArrayList<Head>();
        for (var note : seen) {
            heads.add(trust.head(note, 1));
        }
        var head = newest(heads.stream().mapToLong(Head::size).max().orElse(0));
        Growing growing;
        try (var ahead = new ReadingAhead(source, bundlesAndTiles(head.size()))) {
            growing = new Growing(ahead, heads);
            for (long tile = 0; tile * WIDTH < head.size(); tile++) {
                for (var entry : entries(ahead, tile, width(tile, head.size()))) {
                    growing.add(TreeHash.leaf(entry));
                }
            }
            growing.endOfLevels();
        }
        if (!growing.root().equals(head.root())) {
            throw new Untrue("the entries do not lead to the root that was signed");
        }
        growing.compare(head);
        return head;
    }

    /** What a witness has just cosigned is served a moment later. */
    private Head newest(long atLeast) throws IOException, InterruptedException, Untrue {
        for (var attempt = 1; ; attempt++) {
            var head = trust.head(new String(source.get("checkpoint"), StandardCharsets.UTF_8));
            if (head.size() >= atLeast || attempt == ATTEMPTS) {
                return head;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static int width(long tile, long size) {
        return (int) Math.min(WIDTH, size - tile * WIDTH);
    }

    /** In the order in which they are read. */
    private static Iterator<String> bundlesAndTiles(long size) {
        return LongStream.iterate(0, tile -> tile * WIDTH < size, tile -> tile + 1)
                .mapToObj(tile -> address(tile, width(tile, size)))
                .flatMap(address -> Stream.of("tile/entries/" + address, "tile/0/" + address))
                .iterator();
    }

    private static List<byte[]> entries(Source source, long tile, int width)
            throws IOException, InterruptedException, Untrue {
        var bundle = source.get("tile/entries/" + address(tile, width));
        var entries = new ArrayList<byte[]>();
        for (var at = 0; at < bundle.length; ) {
            var length = at + 2 <= bundle.length ? (bundle[at] & 0xff) << 8 | bundle[at + 1] & 0xff : bundle.length;
            if (at + 2 + length > bundle.length) {
                throw new Untrue("an entry bundle is cut off");
            }
            entries.add(Arrays.copyOfRange(bundle, at + 2, at + 2 + length));
            at += 2 + length;
        }
        if (entries.size() != width) {
            throw new Untrue("an entry bundle has %d entries instead of %d".formatted(entries.size(), width));
        }
        return entries;
    }

    /** C2SP tlog-tiles: {@code x001/x234/067}, with {@code .p/<width>} where it is partial. */
    private static String address(long tile, int width) {
        var digits = String.format(Locale.ROOT, "%03d", tile % 1000);
        for (var rest = tile / 1000; rest > 0; rest /= 1000) {
            digits = String.format(Locale.ROOT, "x%03d/", rest % 1000) + digits;
        }
        return width == WIDTH ? digits : digits + ".p/" + width;
    }

    /** The tree as its entries come: complete subtrees on a stack, and the tile of each level that is not full yet. */
    private static final class Growing {
        private record Subtree(long leaves, Hash root) {}

        private final Deque<Subtree> subtrees = new ArrayDeque<>();
        private final List<List<Hash>> open = new ArrayList<>();
        private final List<Long> full = new ArrayList<>();
        private final Map<Long, Hash> rootsToCompare = new HashMap<>();
        private final Source source;
        private final List<Head> seen;
        private long size;

        Growing(Source source, List<Head> seen) {
            this.source = source;
            this.seen = seen;
            note();
        }

        void add(Hash leaf) throws IOException, InterruptedException, Untrue {
            var grown = new Subtree(1, leaf);
            var last = subtrees.peek();
            while (last != null && last.leaves() == grown.leaves()) {
                subtrees.pop();
                grown = new Subtree(2 * grown.leaves(), TreeHash.node(last.root(), grown.root()));
                last = subtrees.peek();
            }
            subtrees.push(grown);
            size++;
            note();
            tile(0, leaf);
        }

        Hash root() {
            if (subtrees.isEmpty()) {
                return TreeHash.EMPTY;
            }
            // From the last, smallest subtree to the first.
            var each = subtrees.iterator();
            var root = each.next().root();
            while (each.hasNext()) {
                root = TreeHash.node(each.next().root(), root);
            }
            return root;
        }

        /** The tiles that the log ends in. */
        void endOfLevels() throws IOException, InterruptedException, Untrue {
            for (var level = 0; level < open.size(); level++) {
                if (!open.get(level).isEmpty()) {
                    compareTile(level, full.get(level), open.get(level));
                }
            }
        }

        void compare(Head head) throws Untrue {
            for (var other : seen) {
                if (other.size() > head.size()) {
                    throw new Untrue("somebody was shown %d entries, we %d".formatted(other.size(), head.size()));
                }
                if (!other.root().equals(rootsToCompare.get(other.size()))) {
                    throw new Untrue("somebody was shown another log");
                }
            }
        }

        private void note() {
            if (seen.stream().anyMatch(head -> head.size() == size)) {
                rootsToCompare.put(size, root());
            }
        }

        private void tile(int level, Hash hash) throws IOException, InterruptedException, Untrue {
            if (level == open.size()) {
                open.add(new ArrayList<>());
                full.add(0L);
            }
            var hashes = open.get(level);
            hashes.add(hash);
            if (hashes.size() == WIDTH) {
                compareTile(level, full.get(level), hashes);
                full.set(level, full.get(level) + 1);
                var root = root(hashes);
                open.set(level, new ArrayList<>());
                tile(level + 1, root);
            }
        }

        private Hash root(List<Hash> hashes) {
            var row = hashes;
            while (row.size() > 1) {
                var above = new ArrayList<Hash>();
                for (var i = 0; i < row.size(); i += 2) {
                    above.add(TreeHash.node(row.get(i), row.get(i + 1)));
                }
                row = above;
            }
            return row.get(0);
        }

        private void compareTile(int level, long index, List<Hash> hashes)
                throws IOException, InterruptedException, Untrue {
            var tile = source.get("tile/" + level + "/" + address(index, hashes.size()));
            if (tile.length != hashes.size() * Hash.BYTES) {
                throw new Untrue("a tile of level %d has not the length of its width".formatted(level));
            }
            for (var i = 0; i < hashes.size(); i++) {
                if (!Hash.at(tile, i).equals(hashes.get(i))) {
                    throw new Untrue("a tile of level %d is not that of the entries".formatted(level));
                }
            }
        }
    }
}
