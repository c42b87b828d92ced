package org.vouch.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL on the loopback address that lets nobody in without a password and of which no process is left when
 * {@link #close} returns, even if it is called in the middle of the start.
 *
 * <p>As root it runs as {@link Unprivileged} says, because PostgreSQL refuses to run as root.
 */
public final class PostgresServer implements AutoCloseable {

    private static final Duration STARTUP = Duration.ofSeconds(90);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final Duration ASK_AGAIN = Duration.ofMillis(500);
    private static final long PAUSE_MILLIS = 20;
    private static final String READY = "ready";
    private static final String PID_FILE = "postmaster.pid";
    private static final int STATUS_LINE = 8;
    private static final int LAST_LINES = 8;
    private static final int SMALL_BUFFERS = 16;

    /** How much a commit must survive. */
    private enum Care {
        /** A power cut: nothing that was acknowledged is lost. */
        DURABLE("on"),
        /** Nothing. */
        NONE("off");

        private final String setting;

        Care(String setting) {
            this.setting = setting;
        }
    }

    private final Path folder;
    private final Path log;
    private final Superuser superuser;
    private final Care care;
    private final @Nullable Path temporary;
    private final int sharedBuffersMegabytes;

    private @Nullable Process running;
    private boolean closed;

    private PostgresServer(
            Path folder,
            Path log,
            Superuser superuser,
            Care care,
            @Nullable Path temporary,
            int sharedBuffersMegabytes) {
        this.folder = folder.toAbsolutePath();
        this.log = log;
        this.superuser = superuser;
        this.care = care;
        this.temporary = temporary;
        this.sharedBuffersMegabytes = sharedBuffersMegabytes;
    }

    /**
     * A server whose data outlive it and every acknowledged commit a power cut; not started yet.
     *
     * @param folder created if absent; the same folder again brings the same data back
     * @param log what the server says, written anew at each start
     * @param superuserPassword the same at every start on one folder: it is set when the folder is created
     */
    public static PostgresServer durable(Path folder, Path log, int port, String superuserPassword) {
        return new PostgresServer(
                folder, log, new Superuser(port, superuserPassword), Care.DURABLE, null, SMALL_BUFFERS);
    }

    /** The same with so many megabytes for pages that all its processes share (16 where nothing is said); not started yet. */
    public PostgresServer sharing(int megabytes) {
        return new PostgresServer(folder, log, superuser, care, temporary, megabytes);
    }

    /** The same server, not started yet: one that was started once is not started again. */
    public PostgresServer anew() {
        return sharing(sharedBuffersMegabytes);
    }

    /** Starts a server on a free port whose data are deleted when it stops; a crash of it may lose everything. */
    public static PostgresServer temporary() {
        Path folder = Folders.temporary("vouch-postgres");
        Superuser superuser = new Superuser(Ports.free(), Passwords.random());
        return new PostgresServer(
                        folder.resolve("data"),
                        folder.resolve("postgres.log"),
                        superuser,
                        Care.NONE,
                        folder,
                        SMALL_BUFFERS)
                .start(process -> {});
    }

    /**
     * Starts it and returns when it takes connections.
     *
     * @param begun is told of each process in the moment in which it is there: the one that makes a new data folder,
     *     then the server's; of two only the later one runs
     */
    public PostgresServer start(Consumer<ProcessHandle> begun) {
        try {
            Path programs = PostgresPrograms.unpacked().resolve("bin");
            Unprivileged unprivileged = Unprivileged.here();
            Files.createDirectories(folder.getParent());
            if (!Files.exists(folder.resolve("PG_VERSION"))) {
                create(programs, unprivileged, begun);
            }
            unprivileged.own(folder);
            Process server = begin(unprivileged.command(server(programs)), begun);
            awaitReady(server);
            return notClosed();
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("PostgreSQL did not start on port " + superuser.port() + " in " + folder, e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Makes the data folder beside its place and moves it there: one whose making broke off is never taken for whole. */
    private void create(Path programs, Unprivileged unprivileged, Consumer<ProcessHandle> begun) throws IOException {
        Path draft = folder.resolveSibling(folder.getFileName() + ".new");
        Folders.delete(draft);
        Files.createDirectory(
                draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        unprivileged.own(draft);
        Path passwordFile = passwordFile(superuser.password());
        try {
            List<String> initdb = new ArrayList<>(List.of(
                    programs.resolve("initdb").toString(),
                    "--pgdata=" + draft,
                    "--username=" + Superuser.NAME,
                    "--pwfile=" + passwordFile,
                    "--auth-local=scram-sha-256",
                    "--auth-host=scram-sha-256",
                    "--encoding=UTF8",
                    "--no-locale",
                    "--no-instructions"));
            if (care == Care.NONE) {
                initdb.add("--no-sync");
            }
            Process making = begin(unprivileged.command(initdb), begun);
            if (!exited(making, STARTUP) || making.exitValue() != 0) {
                throw failed("its data folder could not be made");
            }
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private synchronized PostgresServer notClosed() throws IOException {
        if (closed) {
            throw failed("it was stopped meanwhile");
        }
        return this;
    }

    private List<String> server(Path programs) {
        List<String> command =
                new ArrayList<>(List.of(programs.resolve("postgres").toString(), "-D", folder.toString()));
        for (String setting : List.of(
                "listen_addresses=localhost",
                "port=" + superuser.port(),
                "unix_socket_directories=",
                "max_connections=120",
                "shared_buffers=" + sharedBuffersMegabytes + "MB",
                "fsync=" + care.setting,
                "synchronous_commit=" + care.setting)) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }

    private synchronized Process begin(ProcessBuilder command, Consumer<ProcessHandle> begun) throws IOException {
        notClosed();
        Process process = command.redirectOutput(log.toFile()).start();
        running = process;
        begun.accept(process.toHandle());
        return process;
    }

    /** The server writes into its pid file when it is ready; a file that another server left is told by the number in it. */
    private void awaitReady(Process server) throws IOException {
        long deadline = System.nanoTime() + STARTUP.toNanos();
        while (!ready(server)) {
            if (exited(server, Duration.ofMillis(PAUSE_MILLIS))) {
                throw failed("it ended by itself");
            }
            if (System.nanoTime() > deadline) {
                throw failed("it was not ready in time");
            }
        }
    }

    private boolean ready(Process server) throws IOException {
        List<String> lines = lines(folder.resolve(PID_FILE));
        return lines.size() >= STATUS_LINE
                && lines.get(0).equals(Long.toString(server.pid()))
                && lines.get(STATUS_LINE - 1).strip().equals(READY);
    }

    private IllegalStateException failed(String why) throws IOException {
        List<String> said = lines(log);
        return new IllegalStateException("PostgreSQL did not start on port %d: %s.%n%s"
                .formatted(
                        superuser.port(),
                        why,
                        String.join(
                                System.lineSeparator(),
                                said.subList(Math.max(0, said.size() - LAST_LINES), said.size()))));
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.ISO_8859_1) : List.of();
    }

    private static Path passwordFile(String password) throws IOException {
        Path file = Files.createTempFile(
                "vouch", ".pw", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, password + "\n", StandardCharsets.US_ASCII);
    }

    public int port() {
        return superuser.port();
    }

    /** The server's own process while it runs; those that serve its connections descend from it. */
    public synchronized Optional<ProcessHandle> process() {
        return Optional.ofNullable(running).filter(Process::isAlive).map(Process::toHandle);
    }

    /** The server that runs on a data folder, whoever started it. */
    public static Optional<ProcessHandle> runningOn(Path folder) {
        try (Stream<String> lines = Files.lines(folder.resolve(PID_FILE))) {
            return lines.findFirst()
                    .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)))
                    .filter(found -> found.info()
                            .arguments()
                            .map(List::of)
                            .filter(words ->
                                    words.contains(folder.toAbsolutePath().toString()))
                            .isPresent());
        } catch (IOException | UncheckedIOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * Ends a server and all its processes: sessions are broken off, what was committed stays. Kills what is not gone in
     * time. Asks again and again: a server that has just begun, by a parent that ignores SIGINT, ignores it too at first.
     */
    public static void end(ProcessHandle server, Duration grace) {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(server), server.descendants()).toList();
        long deadline = System.nanoTime() + grace.toNanos();
        do {
            interrupt(server);
        } while (!Processes.gone(server, ASK_AGAIN) && System.nanoTime() < deadline);
        for (ProcessHandle one : all) {
            if (!Processes.gone(one, Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
                one.destroyForcibly();
                Processes.gone(one, GRACE);
            }
        }
    }

    /** SIGINT, PostgreSQL's fast shutdown: Java itself can send SIGTERM only, upon which it waits for its clients to go. */
    private static void interrupt(ProcessHandle server) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -INT " + server.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(new File("/dev/null")))
                    .start();
            exited(kill, GRACE);
        } catch (IOException e) {
            server.destroy();
        }
    }

    private static boolean exited(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for PostgreSQL", e);
        }
    }

    /** Makes sure that the database and its role exist, that the role has this password, and that no other role may connect. */
    public Database database(String name, String password) {
        return superuser.database(name, password);
    }

    Superuser superuser() {
        return superuser;
    }

    @Override
    public void close() {
        Optional<ProcessHandle> left;
        synchronized (this) {
            closed = true;
            left = process();
        }
        left.ifPresent(process -> end(process, GRACE));
        if (temporary != null) {
            Folders.delete(temporary);
        }
    }
}
