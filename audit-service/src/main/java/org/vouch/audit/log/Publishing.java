package org.vouch.audit.log;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.log.Checkpoints.Published;
import org.vouch.log.hash.Hash;
import org.vouch.log.note.Checkpoint;
import org.vouch.log.note.MalformedNote;
import org.vouch.log.note.SignedNote;
import org.vouch.log.tree.Tiles;
import org.vouch.log.tree.Tree;

/**
 * Has what was appended signed, has it cosigned by the witnesses, and publishes it once the quorum has. Nothing is
 * published that the tables here do not lead to, and the tables are not taken for granted: where they end before what was
 * signed, or lead to another root, somebody changed them, and nothing more is published until that is explained.
 *
 * <p>Every replica does this, and one at a time has something to do: a log that another one has just published is left to it
 * for a while. Where several begin all the same the signer takes one's batch, and what the others find is no disagreement.
 */
@ApplicationScoped
public class Publishing {
    private static final int MOST_ENTRIES = 1_000;
    private static final int MOST_BYTES = 2 << 20;

    /** So many batches are signed before what is signed is published. */
    private static final int MOST_BATCHES = 10;

    /** Longer than there is between two rounds of a replica that has much to do. */
    private static final Duration LEFT_TO_ANOTHER = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PendingFacts pending;
    private final LogEntries entries;
    private final Checkpoints checkpoints;
    private final Signer signer;
    private final Cosigning cosigning;
    private final TrustedKeys keys;
    private final LogConfig config;
    private final Clock clock;
    private @Nullable SignedNote signed;
    private long ownSize;
    private long seenSize;
    private Instant grewAt = Instant.MIN;
    private Instant looked = Instant.MIN;

    Publishing(
            PendingFacts pending,
            LogEntries entries,
            Checkpoints checkpoints,
            Signer signer,
            Cosigning cosigning,
            TrustedKeys keys,
            LogConfig config,
            Clock clock) {
        this.pending = pending;
        this.entries = entries;
        this.checkpoints = checkpoints;
        this.signer = signer;
        this.cosigning = cosigning;
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    /** What a round came to. */
    public sealed interface Round {
        /** How many entries there are, and how many are under the published checkpoint; and what a witness objects to, if one does. */
        record Done(long entries, long published, Instant at, Optional<String> objection) implements Round {}

        /** Fewer witnesses than the quorum cosigned; they are asked again in the next round. */
        record TooFewWitnesses(int cosigned) implements Round {}

        /** The tables are not what was signed. {@code why} holds words of ours only. */
        record Disagreement(String why) implements Round {}
    }

    /** One round; called by one thread. */
    public Round round() throws IOException, InterruptedException, MalformedNote {
        // Also while the signer is away: what is decided meanwhile is an entry, signed or not yet.
        var unused = now(pending.take(clock.instant()));
        // In this order: what is published was signed before, and what was signed was an entry before.
        var published = now(checkpoints.latest());
        var begun = clock.instant();
        if (isLeftToAnother(published, begun)) {
            return done(now(entries.size()));
        }
        looked = begun;
        var note = lastSigned(published);
        // Asked for again should this round fail.
        signed = null;
        var checkpoint = keys.signed(note);
        var size = now(entries.size());
        if (size < checkpoint.size()) {
            return new Round.Disagreement("the database has fewer entries than were signed");
        }
        if (published.isPresent() && published.get().size() > checkpoint.size()) {
            return new Round.Disagreement("more was published than the signer knows of");
        }
        if (size == checkpoint.size() && isFresh(published, checkpoint)) {
            signed = note;
            return done(size);
        }
        if (!root(checkpoint.size()).equals(checkpoint.root())) {
            return new Round.Disagreement("the tiles do not lead to the root that was signed");
        }
        for (var batches = 0; checkpoint.size() < size && batches < MOST_BATCHES; batches++) {
            var batch = batch(checkpoint.size(), size);
            if (batch.isEmpty()) {
                return new Round.Disagreement("entries that were not signed yet are missing");
            }
            var to = checkpoint.size() + batch.size();
            var root = root(to);
            var answer = signer.append(checkpoint.size(), batch, root);
            if (answer instanceof Signer.Answer.OtherRoot) {
                return new Round.Disagreement("the entries do not lead to the root of the tiles");
            }
            if (answer instanceof Signer.Answer.Elsewhere) {
                // Another replica was faster.
                return done(size);
            }
            note = ((Signer.Answer.Signed) answer).note();
            checkpoint = keys.signed(note);
            if (checkpoint.size() != to || !checkpoint.root().equals(root)) {
                return new Round.Disagreement("the signer signed something else than it was given");
            }
        }
        signed = note;
        return cosigned(note, checkpoint, size);
    }

    private Round cosigned(SignedNote note, Checkpoint checkpoint, long size)
            throws IOException, InterruptedException, MalformedNote {
        var lines = cosigning.ask(
                note, checkpoint, old -> tree(checkpoint.size(), tree -> tree.consistency(old)), this::sizeSigned);
        if (lines.size() < config.quorum()) {
            if (cosigning.objection().isPresent()) {
                return new Round.Disagreement(cosigning.objection().get());
            }
            // Another replica may have had more signed and cosigned meanwhile.
            return sizeSigned() > checkpoint.size() ? done(size) : new Round.TooFewWitnesses(lines.size());
        }
        var published = new Published(checkpoint, note.and(lines), clock.instant());
        now(checkpoints.publish(published).replaceWith(published));
        // A database that takes it and keeps another would leave all that follows unseen, and unchecked.
        if (now(checkpoints.latest()).map(Published::size).orElse(-1L) < published.size()) {
            return new Round.Disagreement("the database does not keep what is published");
        }
        ownSize = published.size();
        return done(size);
    }

    /**
     * While another one's checkpoints grow, as seen by the clock here, and for no longer than a checkpoint stays fresh: the
     * row is in the database, and whoever has that could write it again and again.
     */
    private boolean isLeftToAnother(Optional<Published> published, Instant now) {
        var size = published.map(Published::size).orElse(0L);
        if (size != seenSize) {
            seenSize = size;
            grewAt = now;
        }
        return size > ownSize
                && now.isBefore(grewAt.plus(LEFT_TO_ANOTHER))
                && now.isBefore(looked.plus(config.refresh()));
    }

    /** What is known here, unless another replica has published more. */
    private SignedNote lastSigned(Optional<Published> published)
            throws IOException, InterruptedException, MalformedNote {
        var last = signed;
        return last == null
                        || keys.signed(last).size()
                                < published.map(Published::size).orElse(0L)
                ? signer.last()
                : last;
    }

    private long sizeSigned() throws IOException, InterruptedException, MalformedNote {
        return keys.signed(signer.last()).size();
    }

    /** With so many entries, and what is published now, be it another replica's. */
    private Round.Done done(long size) {
        var published = now(checkpoints.latest());
        return new Round.Done(
                size,
                published.map(Published::size).orElse(0L),
                published.map(Published::at).orElseGet(clock::instant),
                cosigning.objection());
    }

    private boolean isFresh(Optional<Published> published, Checkpoint checkpoint) {
        return published.isPresent()
                && published.get().checkpoint().equals(checkpoint)
                && Duration.between(published.get().at(), clock.instant()).abs().compareTo(config.refresh()) < 0;
    }

    private List<byte[]> batch(long from, long size) {
        var read = now(entries.from(from, (int) Math.min(MOST_ENTRIES, size - from)));
        var bytes = 0;
        for (var i = 0; i < read.size(); i++) {
            bytes += read.get(i).length;
            if (bytes > MOST_BYTES) {
                return read.subList(0, Math.max(1, i));
            }
        }
        return read;
    }

    private Hash root(long size) {
        return tree(size, Tree::root);
    }

    private <T> T tree(long size, java.util.function.Function<Tree, T> question) {
        var tiles = now(entries.tiles(Tiles.neededBy(size, question)));
        return question.apply(new Tree(size, new Tiles(tiles)));
    }

    private static <T> T now(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
