package org.vouch.identity.vault;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.outbox.OutgoingEvent;

/** All persons, sealed. There is no way to read more than one, nor one without their index or pseudonym. */
public interface People {

    /** The row under one of the indexes or, where there is none, the decoy: one row either way. */
    record Found(SealedPerson row, boolean known) {}

    /** What a person may know of their row by their token alone; of which recogniser their template is, where that is known. */
    record Standing(boolean hasFace, @Nullable String templateModel, Instant enrolledAt) {
        @Override
        public String toString() {
            return "Standing";
        }
    }

    Uni<Found> find(List<byte[]> indexes);

    /**
     * False, with no effect, where the document is enrolled already, under whichever key: of two at once one is, while the
     * index key changes too.
     *
     * @param indexes all of the document's
     */
    Uni<Boolean> add(SealedPerson person, List<byte[]> indexes, OutgoingEvent enrolled);

    /**
     * Seals the same person anew; {@code enrolled} is true where, and only where, their face was withdrawn until then. False
     * where the person is gone.
     */
    Uni<Boolean> replace(SealedPerson person, OutgoingEvent enrolled);

    /**
     * Seals the same person anew, without a change to whether they have a face. False, with no effect, where the row has not
     * this secret any more, or a face has come or gone since it was read.
     */
    Uni<Boolean> amend(SealedPerson person, byte[] rowSecretBefore);

    Uni<Optional<Standing>> standing(UUID person);

    /** Something that ends in the same transaction, before it is told that the person or the face is gone. */
    @FunctionalInterface
    interface EndingWith {
        Uni<Void> end(SqlClient transaction);
    }

    /** Destroys the sealed template; nothing happens where there is none. */
    Uni<Void> withdrawFace(UUID person, OutgoingEvent withdrawn, EndingWith also);

    /**
     * Destroys the row with its key and ends the person's logins; nothing happens where there is none.
     *
     * @param tokensOver when the last token that the person was given is over
     */
    Uni<Void> erase(UUID person, Instant tokensOver, OutgoingEvent erased, EndingWith also);

    /** Who erased themselves lately and was enrolled under one of these, as far as it is remembered. */
    Uni<List<UUID>> erasedUnder(List<byte[]> indexes);

    /** Forgets who erased themselves before then, but for those who stay remembered; of how many. */
    Uni<Integer> forgetErased(Instant before, Predicate<UUID> stays);

    /** Whether this person was erased and a token of theirs may not be over yet. */
    Uni<Boolean> lateErased(UUID person);

    /** The names of an index key and a master key. */
    record Keys(String index, String master) {}

    /**
     * Some rows that are not under these keys and can be brought under them, in the order of their pseudonyms, from behind
     * {@code after} on: of each only what the keys make.
     */
    Uni<List<Outer>> underOlderKeys(Keys newest, UUID after, int most);

    Uni<Long> countUnderOlderKeys(Keys newest);

    /** False, with no effect, where the row has changed since. */
    Uni<Boolean> renew(Outer before, Outer after);

    /** What is found where there is nobody. */
    Uni<Void> putDecoy(SealedPerson decoy);
}
