package org.vouch.local.platform;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vouch.embedded.PostgresServer;

/** PostgreSQL, started again when it ends without having been asked to, for as long as it takes. */
final class KeptPostgres implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final PostgresServer first;
    private final Consumer<ProcessHandle> begun;
    private final Terminal terminal;

    private @Nullable PostgresServer server;
    private boolean closed;

    /** @param begun is told of each process in the moment in which it is there */
    KeptPostgres(PostgresServer first, Consumer<ProcessHandle> begun, Terminal terminal) {
        this.first = first;
        this.begun = begun;
        this.terminal = terminal;
    }

    /** Returns when it takes connections. */
    PostgresServer start() {
        PostgresServer started = take(first).start(begun);
        watch(started);
        return started;
    }

    Optional<ProcessHandle> process() {
        PostgresServer current = current();
        return current == null ? Optional.empty() : current.process();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        PostgresServer current = current();
        if (current != null) {
            current.close();
        }
    }

    private synchronized @Nullable PostgresServer current() {
        return server;
    }

    /** From here on {@link #close} ends this one. */
    private synchronized PostgresServer take(PostgresServer next) {
        if (closed) {
            throw new StartFailed("Stopped during the start.");
        }
        server = next;
        return next;
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void watch(PostgresServer started) {
        Optional<ProcessHandle> process = started.process();
        Thread watch = new Thread(
                () -> {
                    process.ifPresent(running -> running.onExit().join());
                    restart();
                },
                "watch-postgres");
        watch.setDaemon(true);
        watch.start();
    }

    /** Processes of the one that died may hold its memory for a moment longer: then it is tried again. */
    private void restart() {
        while (!isClosed()) {
            terminal.line("PostgreSQL ended and is started again.");
            try {
                watch(take(first.anew()).start(begun));
                return;
            } catch (RuntimeException e) {
                if (!isClosed()) {
                    terminal.line("PostgreSQL is tried again soon: " + e.getMessage());
                    pause();
                }
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
