package org.vouch.local.platform;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A program that is kept running: when its process ends without having been asked to, it is started again, at once the
 * first time and after a doubling pause when it keeps dying.
 */
final class ChildProcess {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final Program program;
    private final Room room;
    private final Path log;
    private final Ledger ledger;
    private final Terminal terminal;
    private final CountDownLatch stopping = new CountDownLatch(1);

    private volatile @Nullable Process process;

    ChildProcess(Program program, Room room, Path log, Ledger ledger, Terminal terminal) {
        this.program = program;
        this.room = room;
        this.log = log;
        this.ledger = ledger;
        this.terminal = terminal;
    }

    Program program() {
        return program;
    }

    Path log() {
        return log;
    }

    void start() {
        keepOldLog();
        launch();
        Thread watch = new Thread(this::watch, "watch-" + program.name());
        watch.setDaemon(true);
        watch.start();
    }

    boolean alive() {
        Process current = process;
        return current != null && current.isAlive();
    }

    /** From now on the process may end; it is not started again. The handle does not change any more. */
    synchronized void letGo() {
        stopping.countDown();
    }

    synchronized @Nullable ProcessHandle handle() {
        Process current = process;
        return current == null ? null : current.toHandle();
    }

    private void watch() {
        Duration pause = FIRST_PAUSE;
        try {
            while (true) {
                Process current = process;
                if (current == null) {
                    return;
                }
                long since = System.nanoTime();
                int status = current.waitFor();
                if (System.nanoTime() - since > STEADY.toNanos()) {
                    pause = FIRST_PAUSE;
                }
                if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                terminal.line("%s ended (status %d) and is started again.".formatted(program.name(), status));
                pause = longer(pause);
                while (!relaunched()) {
                    if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                    pause = longer(pause);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False if the system would not start it now: no memory, no disk. */
    private boolean relaunched() {
        try {
            launch();
            return true;
        } catch (UncheckedIOException e) {
            terminal.line("%s is tried again soon: %s".formatted(e.getMessage(), e.getCause()));
            return false;
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private synchronized void launch() {
        if (stopping.getCount() == 0) {
            return;
        }
        ProcessBuilder builder = new ProcessBuilder(program.command(room))
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(program.secrets());
        // The C library would otherwise keep a heap for every few threads; two are enough here and save a tenth.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        Process started;
        try {
            started = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(program.name() + " cannot be started", e);
        }
        process = started;
        record(started);
    }

    /** What runs is watched whether or not it could be written down. */
    private void record(Process started) {
        try {
            ledger.record(program.name(), started.toHandle());
        } catch (UncheckedIOException e) {
            terminal.line("%s runs, but if this launcher is killed `--stop` will not find it (process %d): %s"
                    .formatted(program.name(), started.pid(), e.getMessage()));
        }
    }

    private void keepOldLog() {
        try {
            if (Files.exists(log)) {
                Files.move(
                        log, log.resolveSibling(program.name() + ".previous.log"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the old log " + log, e);
        }
    }
}
