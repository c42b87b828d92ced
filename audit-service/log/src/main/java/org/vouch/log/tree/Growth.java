package org.vouch.log.tree;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vouch.log.hash.Hash;

/**
 * What appending leaves does to the tiles.
 *
 * @param size of the tree afterwards
 * @param tiles each that is new or longer than before, whole
 */
public record Growth(long size, Map<TileId, byte[]> tiles) {

    /**
     * Appends leaves to a tree of this size.
     *
     * @param edge the tiles of {@link TileId#edge}
     * @throws IllegalArgumentException if the edge is not one of such a tree
     */
    public static Growth of(long size, Map<TileId, byte[]> edge, List<Hash> leaves) {
        for (var tile : TileId.edge(size)) {
            var bytes = edge.get(tile);
            if (bytes == null || bytes.length != tile.widthIn(size) * Hash.BYTES) {
                throw new IllegalArgumentException("the edge is not that of a tree of this size");
            }
        }
        var growing = new Growing(size, edge);
        leaves.forEach(leaf -> growing.append(0, leaf));
        return new Growth(size + leaves.size(), growing.tiles());
    }

    private static final class Growing {
        private final long before;
        private final Map<TileId, byte[]> edge;
        private final Map<TileId, byte[]> full = new LinkedHashMap<>();
        private final Map<TileId, ByteArrayOutputStream> open = new HashMap<>();
        private final List<Long> hashesOfLevel = new ArrayList<>();

        Growing(long before, Map<TileId, byte[]> edge) {
            this.before = before;
            this.edge = edge;
        }

        void append(int level, Hash hash) {
            if (level == hashesOfLevel.size()) {
                hashesOfLevel.add(before >> (TileId.HEIGHT * level));
            }
            var position = hashesOfLevel.get(level);
            hashesOfLevel.set(level, position + 1);
            var tile = new TileId(level, position / TileId.WIDTH);
            var bytes = open.computeIfAbsent(tile, this::begun);
            bytes.writeBytes(hash.bytes());
            if (bytes.size() == TileId.WIDTH * Hash.BYTES) {
                open.remove(tile);
                full.put(tile, bytes.toByteArray());
                append(level + 1, Tiles.root(bytes.toByteArray()));
            }
        }

        Map<TileId, byte[]> tiles() {
            var changed = new LinkedHashMap<>(full);
            open.forEach((tile, bytes) -> changed.put(tile, bytes.toByteArray()));
            return changed;
        }

        private ByteArrayOutputStream begun(TileId tile) {
            var bytes = new ByteArrayOutputStream(TileId.WIDTH * Hash.BYTES);
            var there = edge.get(tile);
            if (there != null) {
                bytes.writeBytes(there);
            }
            return bytes;
        }
    }
}
