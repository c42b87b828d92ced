package org.vouch.log.tree;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.vouch.log.hash.Hash;
import org.vouch.log.hash.TreeHash;

/** Trees of invented entries. */
final class TreeFixture {
    private static final List<Hash> LEAVES =
            IntStream.range(0, 70_001).mapToObj(i -> TreeHash.leaf(entry(i))).toList();

    private TreeFixture() {}

    static List<byte[]> entries(int count) {
        return IntStream.range(0, count).mapToObj(TreeFixture::entry).toList();
    }

    static List<Hash> leaves(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> TreeHash.leaf(entry(i))).toList();
    }

    private static byte[] entry(int index) {
        return ("entry " + index).getBytes(StandardCharsets.UTF_8);
    }

    /** All tiles of a tree that grew in steps of this many leaves, each step from the edge that the one before left. */
    static Map<TileId, byte[]> grown(int size, int step) {
        var tiles = new HashMap<TileId, byte[]>();
        for (var at = 0; at < size; at += step) {
            var growth = Growth.of(at, edge(tiles, at), leaves(at, Math.min(size, at + step)));
            tiles.putAll(growth.tiles());
        }
        return tiles;
    }

    static Map<TileId, byte[]> edge(Map<TileId, byte[]> tiles, long size) {
        var edge = new HashMap<TileId, byte[]>();
        for (var tile : TileId.edge(size)) {
            edge.put(tile, tiles.getOrDefault(tile, new byte[0]));
        }
        return edge;
    }
}
