package org.vouch.audit.log;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vouch.log.hash.TreeHash;
import org.vouch.log.note.Checkpoint;
import org.vouch.log.note.MalformedNote;
import org.vouch.log.tree.Growth;
import org.vouch.log.tree.TileId;
import org.vouch.log.tree.Tiles;
import org.vouch.log.tree.Tree;

/**
 * Hashes every stored entry again, from the first one on, and compares what comes out with every tile and with the root
 * that was signed; and every entry with what its subject is shown of it. Whoever changes, swaps, adds or takes away any of
 * them is found out by the next pass. The checker does the same from outside, with code of its own.
 */
@ApplicationScoped
public class Rehashing {
    /** Four tiles at a time. */
    private static final int AT_ONCE = 4 * TileId.WIDTH;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LogEntries entries;
    private final Checkpoints checkpoints;
    private final TrustedKeys keys;
    private final LogConfig config;

    Rehashing(LogEntries entries, Checkpoints checkpoints, TrustedKeys keys, LogConfig config) {
        this.entries = entries;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.config = config;
    }

    /** What a pass found, in words of ours; empty where all is as it was signed. Blocks, for seconds if there is much. */
    public Optional<String> pass() {
        Checkpoint checkpoint;
        try {
            var published = now(checkpoints.latest());
            if (published.isEmpty()) {
                return Optional.empty();
            }
            checkpoint = published.get().checkpoint();
            if (!keys.signed(published.get().note()).equals(checkpoint)
                    || config.witnesses().keySet().stream()
                                    .filter(witness -> keys.cosigned(
                                            witness, published.get().note()))
                                    .count()
                            < config.quorum()) {
                return Optional.of("the published checkpoint is not signed");
            }
        } catch (MalformedNote | IllegalStateException e) {
            return Optional.of("the published checkpoint is not signed");
        }
        Map<TileId, byte[]> edge = Map.of();
        for (long at = 0; at < checkpoint.size(); ) {
            var wanted = (int) Math.min(AT_ONCE, checkpoint.size() - at);
            var read = now(entries.from(at, wanted));
            if (read.size() != wanted) {
                return Optional.of("entries are missing");
            }
            var growth = Growth.of(at, edge, read.stream().map(TreeHash::leaf).toList());
            if (!isStored(growth.tiles())) {
                return Optional.of("tiles are not those of the entries");
            }
            edge = edge(growth, edge);
            at = growth.size();
        }
        return new Tree(checkpoint.size(), new Tiles(edge)).root().equals(checkpoint.root())
                ? shown(checkpoint.size())
                : Optional.of("the entries do not lead to the root that was signed");
    }

    /** Of entries that are as they were signed: others need not be readable at all. */
    private Optional<String> shown(long size) {
        for (long at = 0; at < size; at += AT_ONCE) {
            if (now(entries.notAsShown(at, Math.min(at + AT_ONCE, size))) > 0) {
                return Optional.of("what is shown is not what was logged");
            }
        }
        return Optional.empty();
    }

    /** Those stored may have grown meanwhile. */
    private boolean isStored(Map<TileId, byte[]> tiles) {
        var stored = now(entries.tiles(List.copyOf(tiles.keySet())));
        return tiles.entrySet().stream().allMatch(tile -> {
            var found = stored.get(tile.getKey());
            var expected = tile.getValue();
            return found != null
                    && found.length >= expected.length
                    && Arrays.equals(found, 0, expected.length, expected, 0, expected.length);
        });
    }

    private static Map<TileId, byte[]> edge(Growth growth, Map<TileId, byte[]> before) {
        var edge = new HashMap<TileId, byte[]>();
        for (var tile : TileId.edge(growth.size())) {
            var grown = growth.tiles().get(tile);
            edge.put(tile, grown == null ? before.getOrDefault(tile, new byte[0]) : grown);
        }
        return edge;
    }

    private static <T> T now(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
