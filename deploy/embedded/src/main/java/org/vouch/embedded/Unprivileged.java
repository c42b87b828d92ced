package org.vouch.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How a program that refuses to run as root is started by root: in a user namespace of its own, where root is nobody; where
 * the machine allows none (containers often do not), as the user nobody who may still reach every file. Anybody else
 * starts it as it is. Always apart from the terminal, whose Ctrl-C is for the launcher to answer.
 *
 * @param prefix what stands before the command
 * @param owner the user id that must own the program's files; {@link #AS_IS} where it is left alone
 */
record Unprivileged(List<String> prefix, int owner) {

    static final int AS_IS = -1;

    private static final int ROOT = 0;
    private static final int NOBODY = 65_534;
    private static final List<String> NAMESPACE = List.of("unshare", "-U");
    private static final List<String> AS_NOBODY = List.of(
            "setpriv",
            "--reuid=" + NOBODY,
            "--regid=" + NOBODY,
            "--clear-groups",
            // Without it access(2), with which PostgreSQL looks for itself, would not know of the capability below.
            "--securebits=+no_setuid_fixup",
            "--inh-caps=-all,+dac_override",
            "--ambient-caps=-all,+dac_override",
            "--bounding-set=-all,+dac_override");

    static Unprivileged here() {
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return new Unprivileged(List.of(), AS_IS);
        }
        if (uid(Path.of("/proc/self")) != ROOT) {
            return new Unprivileged(List.of("setsid"), AS_IS);
        }
        return ofRoot(works(NAMESPACE), works(AS_NOBODY));
    }

    static Unprivileged ofRoot(boolean namespaces, boolean otherUsers) {
        if (namespaces) {
            return new Unprivileged(apart(NAMESPACE), ROOT);
        }
        if (otherUsers) {
            return new Unprivileged(apart(AS_NOBODY), NOBODY);
        }
        throw new IllegalStateException(
                "PostgreSQL does not run as root, and this machine lets root become nobody else:"
                        + " neither `unshare -U` nor `setpriv --reuid` works. Start as an ordinary user.");
    }

    ProcessBuilder command(List<String> program) {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(program);
        return new ProcessBuilder(words).redirectInput(new File("/dev/null")).redirectErrorStream(true);
    }

    /** Gives the folder and everything in it to whom the program will run as. */
    void own(Path folder) throws IOException {
        if (owner == AS_IS || uid(folder) == owner) {
            return;
        }
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.toList()) {
                Files.setAttribute(path, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", owner, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    private static List<String> apart(List<String> prefix) {
        List<String> words = new ArrayList<>(List.of("setsid"));
        words.addAll(prefix);
        return List.copyOf(words);
    }

    private static int uid(Path path) {
        try {
            return (Integer) Files.getAttribute(path, "unix:uid");
        } catch (IOException e) {
            throw new IllegalStateException("cannot tell whose " + path + " is", e);
        }
    }

    private static boolean works(List<String> prefix) {
        List<String> words = new ArrayList<>(prefix);
        words.add("true");
        try {
            Process probe = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (probe.waitFor(10, TimeUnit.SECONDS)) {
                return probe.exitValue() == 0;
            }
            probe.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
