package org.vouch.audit.log;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vouch.log.hash.Hash;
import org.vouch.log.note.Checkpoint;
import org.vouch.log.note.MalformedNote;
import org.vouch.log.note.SignatureLine;
import org.vouch.log.note.SignedNote;
import org.vouch.log.witness.Submission;

/**
 * Asks every witness for its cosignature. Witnesses are other people's, and none of them keeps the log from the others: not by being
 * away, nor by answering nonsense, nor by an objection, which is told and never lost. One that was away is left alone for ten
 * seconds, unless the quorum needs it.
 */
@ApplicationScoped
class Cosigning {
    private static final Duration LEFT_ALONE = Duration.ofSeconds(10);

    private final Witnesses witnesses;
    private final TrustedKeys keys;
    private final Clock clock;
    private final int quorum;
    private final Map<String, Long> cosignedBy = new HashMap<>();
    private final Map<String, Instant> away = new HashMap<>();
    private final Map<String, String> objections = new TreeMap<>();

    Cosigning(Witnesses witnesses, TrustedKeys keys, LogConfig config, Clock clock) {
        this.witnesses = witnesses;
        this.keys = keys;
        this.clock = clock;
        this.quorum = config.quorum();
    }

    /** That the tree of the checkpoint goes on from this size. */
    interface Proving {
        List<Hash> from(long size);
    }

    /** What is signed by now, be it for another replica. */
    interface Signed {
        long size() throws IOException, InterruptedException, MalformedNote;
    }

    /** One line of each witness that cosigned; called by one thread. */
    List<SignatureLine> ask(SignedNote note, Checkpoint checkpoint, Proving proving, Signed signed)
            throws InterruptedException {
        var lines = new ArrayList<SignatureLine>();
        for (var witness : thoseAwayLast()) {
            if (lines.size() >= quorum && isLeftAlone(witness)) {
                continue;
            }
            try {
                cosign(witness, note, checkpoint, proving, signed).ifPresent(lines::add);
                away.remove(witness.name());
                objections.remove(witness.name());
            } catch (IOException | MalformedNote failure) {
                away.put(witness.name(), clock.instant());
            } catch (Objection objects) {
                objections.put(witness.name(), objects.getMessage());
            }
        }
        return lines;
    }

    /** Why a witness does not cosign, in words of ours, until it does; empty where none objects. */
    Optional<String> objection() {
        return objections.values().stream().findFirst();
    }

    private List<Witness> thoseAwayLast() {
        var all = new ArrayList<>(witnesses.all());
        all.sort(Comparator.comparing(this::isLeftAlone));
        return all;
    }

    private boolean isLeftAlone(Witness witness) {
        var since = away.get(witness.name());
        return since != null && clock.instant().isBefore(since.plus(LEFT_ALONE));
    }

    /** The witness's signature; empty if there is none of its key. */
    private Optional<SignatureLine> cosign(
            Witness witness, SignedNote note, Checkpoint checkpoint, Proving proving, Signed signed)
            throws IOException, InterruptedException, MalformedNote, Objection {
        var answer = add(witness, note, checkpoint, proving);
        if (answer instanceof Witness.Answer.Conflict conflict) {
            if (conflict.size() > checkpoint.size() && conflict.size() <= signed.size()) {
                return Optional.empty();
            }
            if (conflict.size() > checkpoint.size()) {
                throw new Objection("a witness has cosigned more than was signed");
            }
            cosignedBy.put(witness.name(), conflict.size());
            answer = add(witness, note, checkpoint, proving);
        }
        if (answer instanceof Witness.Answer.Refused refused) {
            throw new Objection("a witness refuses what was signed: " + refused.status());
        }
        var line = answer instanceof Witness.Answer.Cosigned cosigned
                ? keys.cosignature(witness.name(), note, cosigned.lines())
                : Optional.<SignatureLine>empty();
        line.ifPresent(found -> cosignedBy.put(witness.name(), checkpoint.size()));
        return line;
    }

    private Witness.Answer add(Witness witness, SignedNote note, Checkpoint checkpoint, Proving proving)
            throws IOException, InterruptedException, MalformedNote {
        var old = Math.min(cosignedBy.getOrDefault(witness.name(), 0L), checkpoint.size());
        return witness.add(new Submission(old, proving.from(old), note, checkpoint));
    }

    /** Not out of reach, but of another opinion. */
    private static final class Objection extends Exception {
        private static final long serialVersionUID = 1;

        Objection(String why) {
            super(why);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
