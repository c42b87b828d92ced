package org.vouch.audit.log;

import java.io.IOException;
import java.util.List;
import org.vouch.log.hash.Hash;
import org.vouch.log.note.MalformedNote;
import org.vouch.log.note.SignedNote;

/** The process that signs the log. Its calls block. */
public interface Signer {
    /** What became of a batch. */
    sealed interface Answer {
        record Signed(SignedNote note) implements Answer {}

        /** What was signed last ends elsewhere. */
        record Elsewhere(SignedNote last) implements Answer {}

        /** The signer hashed the entries and came to another root. */
        record OtherRoot() implements Answer {}
    }

    SignedNote last() throws IOException, InterruptedException, MalformedNote;

    Answer append(long from, List<byte[]> entries, Hash root) throws IOException, InterruptedException, MalformedNote;
}
