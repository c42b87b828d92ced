package org.vouch.audit.log;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import org.vouch.log.note.Checkpoint;
import org.vouch.log.note.MalformedNote;
import org.vouch.log.note.SignedNote;

/** What is published. */
public interface Checkpoints {
    /** A checkpoint with the signatures of the log and of its witnesses. */
    record Published(Checkpoint checkpoint, SignedNote note, Instant at) {
        public static Published of(String note, Instant at) {
            try {
                var signed = SignedNote.parse(note);
                return new Published(Checkpoint.parse(signed.text()), signed, at);
            } catch (MalformedNote e) {
                throw new IllegalStateException("the published checkpoint cannot be read", e);
            }
        }

        public long size() {
            return checkpoint.size();
        }
    }

    Uni<Optional<Published>> latest();

    Uni<Void> publish(Published published);
}
