package org.vouch.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    @Test
    void aKilledChildIsStartedAgainAndOneThatWasLetGoIsNot(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Ledger ledger = Ledger.begin(folder.resolve("running.json"));
        Terminal terminal = new Terminal(new PrintStream(said, true, StandardCharsets.UTF_8), false);
        ChildProcess child =
                new ChildProcess(sleeper(folder), Room.SMALL, folder.resolve("sleeper.log"), ledger, terminal);
        child.start();
        ProcessHandle first = Objects.requireNonNull(child.handle());

        first.destroyForcibly();
        ProcessHandle second = successor(child, first);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("sleeper ended (status");

        child.letGo();
        Stopping.end(List.of(second), Duration.ofMinutes(2));
        assertThat(second.onExit().get(120, TimeUnit.SECONDS).isAlive()).isFalse();
        assertThat(watchEnds()).isTrue();
        assertThat(child.alive()).isFalse();
        assertThat(child.handle()).isEqualTo(second);
        assertThat(said.toString(StandardCharsets.UTF_8)).containsOnlyOnce("and is started again");
    }

    @Test
    void oneThatTheSystemWouldNotStartIsTriedAgain(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Ledger ledger = Ledger.begin(folder.resolve("running.json"));
        Terminal terminal = new Terminal(new PrintStream(said, true, StandardCharsets.UTF_8), false);
        Path logs = Files.createDirectory(folder.resolve("logs"));
        ChildProcess child =
                new ChildProcess(sleeper(folder), Room.SMALL, logs.resolve("sleeper.log"), ledger, terminal);
        child.start();
        ProcessHandle first = Objects.requireNonNull(child.handle());

        Path away = Files.move(logs, folder.resolve("away"));
        first.destroyForcibly();
        first.onExit().get(120, TimeUnit.SECONDS);
        until(() -> said.toString(StandardCharsets.UTF_8).contains("is tried again soon"));
        Files.move(away, logs);

        ProcessHandle second = successor(child, first);
        child.letGo();
        Stopping.end(List.of(second), Duration.ofMinutes(2));
        assertThat(watchEnds()).isTrue();
    }

    @Test
    void oneThatCannotBeWrittenDownIsWatchedAllTheSame(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Path notes = Files.createDirectory(folder.resolve("notes"));
        Ledger ledger = Ledger.begin(notes.resolve("running.json"));
        Files.move(notes, folder.resolve("elsewhere"));
        Terminal terminal = new Terminal(new PrintStream(said, true, StandardCharsets.UTF_8), false);
        ChildProcess child =
                new ChildProcess(sleeper(folder), Room.SMALL, folder.resolve("sleeper.log"), ledger, terminal);

        child.start();

        ProcessHandle first = Objects.requireNonNull(child.handle());
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("process " + first.pid());
        first.destroyForcibly();
        ProcessHandle second = successor(child, first);
        child.letGo();
        Stopping.end(List.of(second), Duration.ofMinutes(2));
    }

    @Test
    void aSecretIsNotOnTheCommandLine(@TempDir Path folder) throws Exception {
        assertThat(sleeper(folder).command(Room.SMALL)).noneMatch(part -> part.contains("confidential"));
    }

    private static Program sleeper(Path folder) throws Exception {
        Path source = Files.writeString(
                folder.resolve("Sleeper.java"),
                "class Sleeper { public static void main(String[] a) throws Exception { Thread.sleep(60000); } }");
        return new Program(
                "sleeper",
                32,
                List.of(source.toString()),
                Map.of(),
                Map.of("SECRET", "confidential"),
                URI.create("http://localhost:1/"));
    }

    /** Whether nobody watches the child any more. */
    private static boolean watchEnds() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("watch-sleeper")) {
                thread.join(Duration.ofMinutes(2).toMillis());
                if (thread.isAlive()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static void until(BooleanSupplier seen) throws InterruptedException {
        for (int attempt = 0; attempt < 400 && !seen.getAsBoolean(); attempt++) {
            TimeUnit.MILLISECONDS.sleep(25);
        }
        assertThat(seen.getAsBoolean()).isTrue();
    }

    private static ProcessHandle successor(ChildProcess child, ProcessHandle first) throws Exception {
        first.onExit().get(120, TimeUnit.SECONDS);
        for (int attempt = 0; attempt < 200; attempt++) {
            ProcessHandle current = Objects.requireNonNull(child.handle());
            if (!current.equals(first) && current.isAlive()) {
                return current;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError("not started again");
    }
}
