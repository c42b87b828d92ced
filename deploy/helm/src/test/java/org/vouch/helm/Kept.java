package org.vouch.helm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What other programs make for the tests is kept under a name that says of what it was made. */
final class Kept {
    private static final long MINUTES = 5;

    private Kept() {}

    static String name(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a program to its good end, or fails with what it said. */
    static void run(List<String> command, Path log) throws IOException {
        Process program = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!program.waitFor(MINUTES, TimeUnit.MINUTES)) {
                throw new AssertionError(command.get(0) + " did not end within " + MINUTES + " minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } finally {
            program.destroyForcibly();
        }
        if (program.exitValue() != 0) {
            throw new AssertionError(command.get(0) + " failed:\n" + Files.readString(log, StandardCharsets.UTF_8));
        }
    }
}
