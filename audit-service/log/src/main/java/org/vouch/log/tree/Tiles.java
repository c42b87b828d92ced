package org.vouch.log.tree;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.vouch.log.hash.Hash;
import org.vouch.log.hash.TreeHash;

/** A tree's hashes out of tiles that were fetched beforehand: hashes between two levels are computed from the lower. */
public final class Tiles implements Subtrees {
    private final Map<TileId, byte[]> tiles;

    /** Each with its hashes joined, at least as many as the trees have that are asked for. */
    public Tiles(Map<TileId, byte[]> tiles) {
        this.tiles = Map.copyOf(tiles);
    }

    /** The tiles that {@code question}, asked of a tree of this size, will look into. */
    public static Set<TileId> neededBy(long size, Function<Tree, ?> question) {
        var needed = new LinkedHashSet<TileId>();
        var unused = question.apply(new Tree(size, (level, index) -> {
            needed.add(tile(level, index));
            return TreeHash.EMPTY;
        }));
        return needed;
    }

    @Override
    public Hash root(int level, long index) {
        var bytes = tiles.get(tile(level, index));
        if (bytes == null) {
            throw new IllegalArgumentException("a tile is missing");
        }
        var below = level % TileId.HEIGHT;
        return root(bytes, (int) ((index << below) % TileId.WIDTH), 1 << below);
    }

    /** Of a full tile. */
    static Hash root(byte[] tile) {
        return root(tile, 0, TileId.WIDTH);
    }

    private static Hash root(byte[] tile, int first, int hashes) {
        if ((first + hashes) * Hash.BYTES > tile.length) {
            throw new IllegalArgumentException("a tile is too short");
        }
        if (hashes == 1) {
            return Hash.at(tile, first);
        }
        return TreeHash.node(root(tile, first, hashes / 2), root(tile, first + hashes / 2, hashes / 2));
    }

    private static TileId tile(int level, long index) {
        return new TileId(level / TileId.HEIGHT, (index << (level % TileId.HEIGHT)) / TileId.WIDTH);
    }
}
