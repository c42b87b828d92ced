package org.vouch.log.note;

import java.util.regex.Pattern;
import org.vouch.log.hash.Hash;

/**
 * How large a log is and what its root is then (C2SP tlog-checkpoint): origin, size and root, a line each. Extension
 * lines are refused: this log makes none, and nobody could check them.
 */
public record Checkpoint(String origin, long size, Hash root) {
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");

    /** Of a note's text, signed or not. */
    public static Checkpoint parse(String text) throws MalformedNote {
        var lines = text.split("\n", -1);
        if (lines.length != 4
                || !lines[3].isEmpty()
                || lines[0].isEmpty()
                || !SIZE.matcher(lines[1]).matches()) {
            throw new MalformedNote("not a checkpoint");
        }
        try {
            return new Checkpoint(lines[0], Long.parseLong(lines[1]), Hash.ofBase64(lines[2]));
        } catch (IllegalArgumentException e) {
            throw new MalformedNote("not a checkpoint");
        }
    }

    /** A note's text. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }
}
