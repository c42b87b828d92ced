package org.vouch.local.platform;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The link that identity-service prints once, for whoever started the platform. Its standard output is a file here, so
 * the secret is made unreadable there when it is taken: who shows it is the only one who has it.
 */
public final class FirstInvitation {

    private static final Pattern LINE = Pattern.compile(
            "^Vouch: the first administrator signs in, once and until \\S+, at (\\S+/staff/sign-in#)(\\S+)$",
            Pattern.MULTILINE);

    private FirstInvitation() {}

    /** Empty where none was printed, or it was taken before. */
    public static Optional<String> take(Path log) {
        try {
            if (!Files.exists(log)) {
                return Optional.empty();
            }
            // One character a byte, so that places in the text are places in the file.
            var printed = LINE.matcher(Files.readString(log, StandardCharsets.ISO_8859_1));
            do {
                if (!printed.find()) {
                    return Optional.empty();
                }
            } while (printed.group(2).startsWith("*"));
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
                file.seek(printed.start(2));
                file.write("*".repeat(printed.group(2).length()).getBytes(StandardCharsets.ISO_8859_1));
            }
            return Optional.of(printed.group(1) + printed.group(2));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + log, e);
        }
    }
}
