package org.vouch.log.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * One tile of the tree (C2SP tlog-tiles): 256 hashes of one level beside each other. Level 0 holds leaves, level 1 the
 * roots of full tiles of level 0, and so on. The last tile of a level may be partial; a partial tile is the beginning of
 * what the tile becomes.
 *
 * @param index from 0, within the level
 */
public record TileId(int level, long index) {
    /** So many hashes has a full tile. */
    public static final int WIDTH = 256;

    static final int HEIGHT = 8;

    /** What a size of 63 bits can fill. */
    public static final int MOST_LEVELS = 7;

    public TileId {
        if (level < 0 || level >= MOST_LEVELS || index < 0) {
            throw new IllegalArgumentException("no such tile");
        }
    }

    /** How many of its hashes a tree of this size has: 0 where it has no such tile, 256 where it is full. */
    public int widthIn(long size) {
        var hashes = size >> (HEIGHT * level);
        return index > hashes / WIDTH ? 0 : (int) Math.min(WIDTH, hashes - index * WIDTH);
    }

    /** The tiles that are partial in a tree of this size: what it grows out of. */
    public static List<TileId> edge(long size) {
        var edge = new ArrayList<TileId>();
        for (var level = 0; level < MOST_LEVELS && size >> (HEIGHT * level) > 0; level++) {
            var tile = new TileId(level, size >> (HEIGHT * (level + 1)));
            if (tile.widthIn(size) > 0) {
                edge.add(tile);
            }
        }
        return edge;
    }
}
