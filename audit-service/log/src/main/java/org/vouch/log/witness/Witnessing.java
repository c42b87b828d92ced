package org.vouch.log.witness;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.vouch.log.edge.Store;
import org.vouch.log.hash.TreeHash;
import org.vouch.log.note.Checkpoint;
import org.vouch.log.note.MalformedNote;
import org.vouch.log.note.SignatureLine;
import org.vouch.log.note.SignedNote;
import org.vouch.log.note.SigningKey;
import org.vouch.log.note.VerifierKey;
import org.vouch.log.note.VerifierKey.Found;
import org.vouch.log.tree.Proofs;
import org.vouch.log.tree.Verdict;

/**
 * Cosigns a log's checkpoint only if it goes on from the last one that was cosigned here, as the proof shows; what was
 * cosigned is on the disk before the cosignature leaves. So a log that shows two people two histories finds no witness
 * for one of them.
 */
final class Witnessing {
    private static final String KEY = "key";

    /** What stands where the last checkpoint will, as long as there is none. */
    private static final String NOTHING_YET = "nothing yet\n";

    private static final String PUBLIC_KEY = "witness.vkey";

    private final Store store;
    private final SigningKey key;
    private final VerifierKey log;
    private final Clock clock;

    private Witnessing(Store store, SigningKey key, VerifierKey log, Clock clock) {
        this.store = store;
        this.key = key;
        this.log = log;
        this.clock = clock;
    }

    /** What became of a submission, each with the status that C2SP tlog-witness gives it. */
    sealed interface Decision {
        /** 200. */
        record Cosigned(SignatureLine line) implements Decision {}

        /** 404: another log's. */
        record UnknownLog() implements Decision {}

        /** 403: the log's key did not sign it. */
        record NotSigned() implements Decision {}

        /** 400: smaller than where it says to go on from. */
        record Backwards() implements Decision {}

        /** 409: the last one cosigned has this size. */
        record Conflict(long size) implements Decision {}

        /** 422: it does not go on from the last one cosigned. */
        record Inconsistent() implements Decision {}
    }

    /**
     * The key of this folder; one is made the first time.
     *
     * @throws IllegalStateException where there is a key and not what it cosigned last: whoever takes that away would have a
     *     second history cosigned
     */
    static Witnessing open(Store store, String name, VerifierKey log, Clock clock) throws MalformedNote {
        var known = store.read(KEY);
        var memory = store.read(file(log.name()));
        if (known.isPresent() && memory.isEmpty()) {
            throw new IllegalStateException(
                    "the witness's memory of what it cosigned is gone: it cosigns nothing more");
        }
        if (memory.isEmpty()) {
            store.write(file(log.name()), NOTHING_YET);
        }
        if (known.isEmpty()) {
            store.write(KEY, SigningKey.make(name, VerifierKey.Type.COSIGNATURE).secret());
        }
        var key = SigningKey.read(store.read(KEY).orElseThrow());
        if (!key.verifier().name().equals(name)) {
            throw new IllegalStateException("the key of this folder is another witness's");
        }
        store.write(PUBLIC_KEY, key.verifier().text() + "\n");
        return new Witnessing(store, key, log, clock);
    }

    synchronized Decision add(Submission submission) throws MalformedNote {
        var checkpoint = submission.checkpoint();
        // The name of its key is the log's origin.
        if (!checkpoint.origin().equals(log.name())) {
            return new Decision.UnknownLog();
        }
        if (log.signed(submission.note()) != Found.SIGNED) {
            return new Decision.NotSigned();
        }
        if (submission.old() > checkpoint.size()) {
            return new Decision.Backwards();
        }
        var last = last();
        var lastSize = last.map(Checkpoint::size).orElse(0L);
        if (submission.old() != lastSize) {
            return new Decision.Conflict(lastSize);
        }
        if (!goesOn(last, submission)) {
            return new Decision.Inconsistent();
        }
        var line = key.cosign(submission.note(), clock.instant());
        store.write(
                file(checkpoint.origin()),
                onlyKnown(submission.note()).and(List.of(line)).note());
        return new Decision.Cosigned(line);
    }

    /** The last checkpoint that was cosigned, with both signatures, by the hash of its log's origin. */
    Optional<String> latest(String originHash) {
        return originHash.equals(file(log.name())) ? remembered() : Optional.empty();
    }

    private static boolean goesOn(Optional<Checkpoint> last, Submission submission) {
        var next = submission.checkpoint();
        if (next.size() == 0) {
            return submission.proof().isEmpty() && next.root().equals(TreeHash.EMPTY);
        }
        if (submission.old() == 0) {
            return submission.proof().isEmpty();
        }
        return Proofs.consistency(
                        submission.old(),
                        next.size(),
                        submission.proof(),
                        last.orElseThrow().root(),
                        next.root())
                instanceof Verdict.Holds;
    }

    private Optional<Checkpoint> last() throws MalformedNote {
        var note = remembered();
        return note.isEmpty()
                ? Optional.empty()
                : Optional.of(Checkpoint.parse(SignedNote.parse(note.get()).text()));
    }

    /** Fails where it is gone while this runs: a first checkpoint is cosigned by a new witness, not by one that forgot. */
    private Optional<String> remembered() {
        var memory = store.read(file(log.name()))
                .orElseThrow(() -> new IllegalStateException("the witness's memory of what it cosigned is gone"));
        return memory.equals(NOTHING_YET) ? Optional.empty() : Optional.of(memory);
    }

    private SignedNote onlyKnown(SignedNote note) {
        return new SignedNote(
                note.text(),
                note.signatures().stream()
                        .filter(line -> line.name().equals(log.name()) && line.id() == log.id())
                        .toList());
    }

    /** Lower-case hexadecimal SHA-256 of the origin, as in the address of what was cosigned. */
    private static String file(String origin) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(origin.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
