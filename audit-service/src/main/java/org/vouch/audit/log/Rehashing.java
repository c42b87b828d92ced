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
import org.vouch.log.note.MalformedNote;
import org.vouch.log.tree.Growth;
import org.vouch.log.tree.TileId;
import org.vouch.log.tree.Tiles;
import org.vouch.log.tree.Tree;

/**
 * Hashes every stored entry again, from the first one on, and compares what comes out with every tile and with the root
 * that was signed; and every entry, signed yet or not, with its seal and with what its subject is shown of it. Whoever changes, swaps, adds or takes away any of
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
    private final SealingEntries sealing;
    private final LogConfig config;
    private final Pace pace;

    Rehashing(LogEntries entries, Checkpoints checkpoints, TrustedKeys keys, SealingEntries sealing, LogConfig config) {
        this.entries = entries;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.sealing = sealing;
        this.config = config;
        this.pace = new Pace(() -> now(entries.size()));
    }

    /** What a pass found, in words of ours; empty where all is as it was signed. Blocks, for seconds if there is much. */
    public Optional<String> pass() {
        var size = now(entries.size());
        Optional<Checkpoints.Published> published;
        try {
            published = now(checkpoints.latest());
        } catch (IllegalStateException unreadable) {
            return Optional.of("the published checkpoint is not signed");
        }
        var signed = published.map(Checkpoints.Published::size).orElse(0L);
        return published.flatMap(this::signedPart).or(() -> unsignedPart(signed, size));
    }

    private Optional<String> signedPart(Checkpoints.Published published) {
        if (!isSigned(published)) {
            return Optional.of("the published checkpoint is not signed");
        }
        var checkpoint = published.checkpoint();
        Map<TileId, byte[]> edge = Map.of();
        for (long at = 0; at < checkpoint.size(); ) {
            var wanted = (int) Math.min(AT_ONCE, checkpoint.size() - at);
            var read = now(entries.keptFrom(at, wanted));
            if (read.size() != wanted) {
                return Optional.of("entries are missing");
            }
            var growth = Growth.of(
                    at,
                    edge,
                    read.stream().map(kept -> TreeHash.leaf(kept.bytes())).toList());
            if (!isStored(growth.tiles())) {
                return Optional.of("tiles are not those of the entries");
            }
            if (!areSealed(at, read)) {
                return Optional.of("entries are not those that were written");
            }
            edge = edge(growth, edge);
            at = growth.size();
            pace.rest();
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
            pace.rest();
        }
        return Optional.empty();
    }

    /** What nobody has signed yet. */
    private Optional<String> unsignedPart(long from, long size) {
        for (var at = from; at < size; ) {
            var wanted = (int) Math.min(AT_ONCE, size - at);
            var read = now(entries.keptFrom(at, wanted));
            if (read.size() != wanted || !areSealed(at, read)) {
                return Optional.of("entries that nobody has signed yet are not those that were written");
            }
            at += wanted;
        }
        return now(entries.notLogged()) > 0
                ? Optional.of("records that came in and were chained have no entry")
                : Optional.empty();
    }

    private boolean isSigned(Checkpoints.Published published) {
        try {
            return keys.signed(published.note()).equals(published.checkpoint())
                    && config.witnesses().keySet().stream()
                                    .filter(witness -> keys.cosigned(witness, published.note()))
                                    .count()
                            >= config.quorum();
        } catch (MalformedNote | IllegalStateException e) {
            return false;
        }
    }

    private boolean areSealed(long from, List<LogEntries.Kept> read) {
        for (var i = 0; i < read.size(); i++) {
            var seal = read.get(i).seal();
            if (seal == null
                    ? from + i >= config.sealedFrom()
                    : !sealing.holds(from + i, read.get(i).bytes(), seal)) {
                return false;
            }
        }
        return true;
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
