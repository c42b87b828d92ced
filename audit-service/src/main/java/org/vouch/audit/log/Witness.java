package org.vouch.audit.log;

import java.io.IOException;
import java.util.List;
import org.vouch.log.note.MalformedNote;
import org.vouch.log.note.SignatureLine;
import org.vouch.log.witness.Submission;

/** A process that cosigns. Its calls block. */
public interface Witness {
    /** What became of a submission. */
    sealed interface Answer {
        record Cosigned(List<SignatureLine> lines) implements Answer {
            public Cosigned {
                lines = List.copyOf(lines);
            }
        }

        /** What this witness cosigned last has another size. */
        record Conflict(long size) implements Answer {}

        /** With a status that says why. */
        record Refused(int status) implements Answer {}
    }

    String name();

    Answer add(Submission submission) throws IOException, InterruptedException, MalformedNote;
}
