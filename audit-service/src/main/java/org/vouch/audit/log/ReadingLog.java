package org.vouch.audit.log;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.vouch.audit.log.Checkpoints.Published;
import org.vouch.log.hash.Hash;
import org.vouch.log.hash.TreeHash;
import org.vouch.log.signer.Batch;
import org.vouch.log.tree.TileId;
import org.vouch.log.tree.TilePath;
import org.vouch.log.tree.Tiles;
import org.vouch.log.tree.Tree;

/**
 * The log as everyone sees it: what is under the published checkpoint, and nothing else. What is served of it never
 * changes.
 */
@ApplicationScoped
public class ReadingLog {
    private static final int LEVEL_OF_ENTRIES = 0;

    private final LogEntries entries;
    private final Checkpoints checkpoints;

    ReadingLog(LogEntries entries, Checkpoints checkpoints) {
        this.entries = entries;
        this.checkpoints = checkpoints;
    }

    /** That an entry is where it is. */
    public record Inclusion(long index, byte[] entry, List<Hash> path, Published published) {
        public Hash leaf() {
            return TreeHash.leaf(entry);
        }

        @Override
        public String toString() {
            return "Inclusion[" + index + "]";
        }
    }

    public Uni<Optional<Published>> checkpoint() {
        return checkpoints.latest();
    }

    /** The hashes of a tile that the published tree has at least so many of. */
    public Uni<Optional<byte[]>> tile(TileId tile, int width) {
        return published(tile, width)
                .chain(there -> there
                        ? entries.tiles(List.of(tile)).map(found -> Optional.ofNullable(found.get(tile))
                                .map(hashes -> Arrays.copyOf(hashes, width * Hash.BYTES)))
                        : nothing());
    }

    /** The entries of a tile of level 0, each behind its length. */
    public Uni<Optional<byte[]>> bundle(TilePath path) {
        return published(new TileId(LEVEL_OF_ENTRIES, path.index()), path.width())
                .chain(there -> there
                        ? entries.from(path.index() * TileId.WIDTH, path.width())
                                .map(found -> Optional.of(Batch.of(found)))
                        : nothing());
    }

    public Uni<Optional<Inclusion>> inclusion(long index) {
        return checkpoints.latest().chain(published -> published
                .filter(one -> index >= 0 && index < one.size())
                .map(one -> entries.from(index, 1).chain(found -> proven(index, found, one)))
                .orElseGet(ReadingLog::nothing));
    }

    /** Of the entry that this event became; empty as long as it is under no published checkpoint. */
    public Uni<Optional<Inclusion>> inclusion(UUID event) {
        return entries.ofEvent(event)
                .chain(placed -> placed.map(one -> inclusion(one.index())).orElseGet(ReadingLog::nothing));
    }

    /** That the tree of one size is the beginning of that of another; empty where the log has not come so far. */
    public Uni<Optional<List<Hash>>> consistency(long from, long to) {
        return checkpoints.latest().chain(published -> published
                .filter(one -> from >= 0 && from <= to && to <= one.size())
                .map(one -> ask(to, tree -> tree.consistency(from)).map(Optional::of))
                .orElseGet(ReadingLog::nothing));
    }

    private Uni<Optional<Inclusion>> proven(long index, List<byte[]> found, Published published) {
        return found.isEmpty()
                ? nothing()
                : ask(published.size(), tree -> tree.inclusion(index))
                        .map(path -> Optional.of(new Inclusion(index, found.get(0), path, published)));
    }

    private <T> Uni<T> ask(long size, Function<Tree, T> question) {
        return entries.tiles(Tiles.neededBy(size, question))
                .map(tiles -> question.apply(new Tree(size, new Tiles(tiles))));
    }

    private Uni<Boolean> published(TileId tile, int width) {
        return checkpoints.latest().map(published -> published
                .filter(one -> tile.widthIn(one.size()) >= width)
                .isPresent());
    }

    private static <T> Uni<Optional<T>> nothing() {
        return Uni.createFrom().item(Optional.empty());
    }
}
