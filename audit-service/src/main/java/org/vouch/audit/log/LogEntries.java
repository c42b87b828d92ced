package org.vouch.audit.log;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.pseudonym.Pseudonym;
import org.vouch.log.tree.TileId;

/** What the log holds, signed or not yet. */
public interface LogEntries {
    /** One entry and where it stands. */
    record Placed(long index, byte[] bytes) {
        @Override
        public String toString() {
            return "Placed[" + index + "]";
        }
    }

    /** What is stored of an entry. */
    record Kept(byte[] bytes, byte @Nullable [] seal) {
        @Override
        public String toString() {
            return "Kept";
        }
    }

    /** How many entries there are. */
    Uni<Long> size();

    /** The entry at this index and those behind it, at most so many. */
    Uni<List<byte[]>> from(long index, int entries);

    /** As above, each with its seal: null of an entry that has none. */
    Uni<List<Kept>> keptFrom(long index, int entries);

    /** Those of the tiles that exist, whole as they are now. */
    Uni<Map<TileId, byte[]>> tiles(Collection<TileId> wanted);

    /** The entry of an event. */
    Uni<Optional<Placed>> ofEvent(UUID event);

    /** Where the entries of these events stand, as far as there are any. */
    Uni<Map<UUID, Long>> indexes(Collection<UUID> events);

    /** How many of the accesses in this range (its end exclusive) are not, or otherwise, in what their subjects are shown. */
    Uni<Long> notAsShown(long from, long to);

    /** How many records were taken in and numbered, and have no entry. */
    Uni<Long> notLogged();

    /** The keys of these pseudonyms that still exist. */
    Uni<List<SubjectKey>> keys(List<Pseudonym> subject);

    /**
     * Forgets the keys of a person's pseudonyms, however often: what was sealed with them is closed for ever, and every proof
     * holds on. How many keys there were.
     */
    Uni<Integer> forget(UUID person, List<Pseudonym> subject);
}
