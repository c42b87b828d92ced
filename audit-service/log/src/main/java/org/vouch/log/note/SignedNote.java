package org.vouch.log.note;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A text and its signatures (C2SP signed-note). The text says nothing until a {@link VerifierKey} has found its signature
 * below it.
 *
 * @param text with the line feed at its end
 */
public record SignedNote(String text, List<SignatureLine> signatures) {
    /** Longer ones are refused before they are looked at. */
    public static final int MOST_CHARACTERS = 64 * 1024;

    private static final int MOST_SIGNATURES = 64;

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    public static SignedNote parse(String note) throws MalformedNote {
        if (note.length() > MOST_CHARACTERS) {
            throw new MalformedNote("too long for a note");
        }
        if (note.chars().anyMatch(c -> (c < ' ' && c != '\n') || c == '\uFFFD')) {
            throw new MalformedNote("a note has no control characters");
        }
        var split = note.lastIndexOf("\n\n");
        if (split < 0 || !note.endsWith("\n") || split + 2 >= note.length()) {
            throw new MalformedNote("a note has a text, an empty line and signatures");
        }
        var lines = note.substring(split + 2, note.length() - 1).split("\n", -1);
        if (lines.length > MOST_SIGNATURES) {
            throw new MalformedNote("too many signatures");
        }
        var signatures = new ArrayList<SignatureLine>();
        for (var line : lines) {
            signatures.add(SignatureLine.parse(line));
        }
        return new SignedNote(note.substring(0, split + 1), signatures);
    }

    /** With these signatures below the others. */
    public SignedNote and(List<SignatureLine> more) {
        var all = new ArrayList<>(signatures);
        all.addAll(more);
        return new SignedNote(text, all);
    }

    public String note() {
        var note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.text()).append('\n'));
        return note.toString();
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
