package org.vouch.log.witness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.vouch.log.hash.Hash;
import org.vouch.log.note.Checkpoint;
import org.vouch.log.note.MalformedNote;
import org.vouch.log.note.SignedNote;

/**
 * What a log sends to a witness (C2SP tlog-witness, add-checkpoint): the size that it believes the witness to have, a
 * consistency proof from there, and the new checkpoint.
 */
public record Submission(long old, List<Hash> proof, SignedNote note, Checkpoint checkpoint) {
    private static final Pattern OLD = Pattern.compile("old (0|[1-9][0-9]{0,17})");
    private static final int MOST_HASHES = 63;

    public Submission {
        proof = List.copyOf(proof);
    }

    /** Empty for what is not of this form. */
    static Optional<Submission> parse(String body) {
        var split = body.indexOf("\n\n");
        if (split < 0) {
            return Optional.empty();
        }
        var lines = body.substring(0, split).split("\n", -1);
        var old = OLD.matcher(lines[0]);
        if (!old.matches() || lines.length > 1 + MOST_HASHES) {
            return Optional.empty();
        }
        try {
            var proof = new ArrayList<Hash>();
            for (var i = 1; i < lines.length; i++) {
                proof.add(Hash.ofBase64(lines[i]));
            }
            var note = SignedNote.parse(body.substring(split + 2));
            return Optional.of(
                    new Submission(Long.parseLong(old.group(1)), proof, note, Checkpoint.parse(note.text())));
        } catch (IllegalArgumentException | MalformedNote e) {
            return Optional.empty();
        }
    }

    /** As it is sent. */
    public String text() {
        var text = new StringBuilder("old ").append(old).append('\n');
        proof.forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(note.note()).toString();
    }
}
