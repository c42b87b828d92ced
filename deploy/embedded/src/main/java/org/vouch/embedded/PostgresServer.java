package org.vouch.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL on the loopback address that lets nobody in without a password and is gone when {@link #close} returns.
 *
 * <p>As root it runs in its own user namespace ({@code unshare -U}), because PostgreSQL refuses to run as root; the data
 * folder is then root's. On a machine that forbids user namespaces start it as an ordinary user.
 */
public final class PostgresServer implements AutoCloseable {

    private static final Duration STARTUP = Duration.ofSeconds(90);

    private final EmbeddedPostgres server;
    private final Superuser superuser;
    private final Path folder;
    private final @Nullable Path temporary;

    private PostgresServer(EmbeddedPostgres server, Superuser superuser, Path folder, @Nullable Path temporary) {
        this.server = server;
        this.superuser = superuser;
        this.folder = folder;
        this.temporary = temporary;
    }

    /**
     * Starts a server whose data outlive it.
     *
     * @param folder created if absent; the same folder again brings the same data back
     * @param superuserPassword the same at every start on one folder: it is set when the folder is created
     */
    public static PostgresServer durable(Path folder, int port, String superuserPassword) {
        Superuser superuser = new Superuser(port, superuserPassword);
        return new PostgresServer(start(folder, superuser, "on"), superuser, folder, null);
    }

    /** Starts a server on a free port whose data are deleted when it stops; a crash of it may lose the last commits. */
    public static PostgresServer temporary() {
        Path folder = Folders.temporary("vouch-postgres");
        Superuser superuser = new Superuser(Ports.free(), Passwords.random());
        Path data = folder.resolve("data");
        return new PostgresServer(start(data, superuser, "off"), superuser, data, folder);
    }

    private static EmbeddedPostgres start(Path folder, Superuser superuser, String synchronousCommit) {
        try {
            Files.createDirectories(folder.toAbsolutePath().getParent());
            Path passwordFile = passwordFile(superuser.password());
            try {
                return EmbeddedPostgres.builder()
                        .setOverrideWorkingDirectory(binaries().toFile())
                        .setDataDirectory(folder)
                        .setCleanDataDirectory(false)
                        .setRegisterShutdownHook(false)
                        .setPort(superuser.port())
                        .setPGStartupWait(STARTUP)
                        .setLocaleConfig("auth-local", "scram-sha-256")
                        .setLocaleConfig("auth-host", "scram-sha-256")
                        .setLocaleConfig("pwfile", passwordFile.toString())
                        .setConnectConfig("password", superuser.password())
                        .setServerConfig("listen_addresses", "localhost")
                        .setServerConfig("unix_socket_directories", "")
                        .setServerConfig("max_connections", "120")
                        .setServerConfig("shared_buffers", "16MB")
                        .setServerConfig("synchronous_commit", synchronousCommit)
                        .start();
            } finally {
                Files.deleteIfExists(passwordFile);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start on port " + superuser.port() + " in " + folder, e);
        }
    }

    /** Where the programs are unpacked, once for each user of the machine: another user's copy could not be trusted. */
    private static Path binaries() {
        return Path.of(
                System.getProperty("java.io.tmpdir"), "vouch-postgres-programs-" + System.getProperty("user.name"));
    }

    private static Path passwordFile(String password) throws IOException {
        Path file = Files.createTempFile(
                "vouch", ".pw", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, password + "\n", StandardCharsets.US_ASCII);
    }

    public int port() {
        return server.getPort();
    }

    /** The process id of the server itself, for whoever must find it after this JVM was killed. */
    public long pid() {
        Path file = folder.resolve("postmaster.pid");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().map(Long::parseLong).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
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
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop", e);
        } finally {
            if (temporary != null) {
                Folders.delete(temporary);
            }
        }
    }
}
