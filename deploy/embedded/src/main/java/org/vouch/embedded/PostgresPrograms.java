package org.vouch.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's own programs, unpacked once for each user of the machine, at a place that nobody else can write: what lies
 * there is executed. Its name is the archive's digest, and it appears whole or not at all.
 */
final class PostgresPrograms {

    private static final int EXECUTABLE = 0100;

    private PostgresPrograms() {}

    /** The folder that has {@code bin}, {@code lib} and {@code share}. */
    static Path unpacked() throws IOException {
        return unpacked(home());
    }

    static Path unpacked(Path home) throws IOException {
        byte[] archive = archive();
        Path folder = home.resolve("postgres-" + sha256(archive).substring(0, 32));
        if (Files.isDirectory(folder)) {
            return folder;
        }
        Path draft = Files.createTempDirectory(home, ".unpacking");
        unpack(archive, draft);
        try {
            return Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Folders.delete(draft);
            if (Files.isDirectory(folder)) {
                return folder;
            }
            throw e;
        }
    }

    /** Below the user's home; where there is none to write to, below the folder for temporary files. */
    private static Path home() throws IOException {
        try {
            Path cache = Files.createDirectories(Path.of(System.getProperty("user.home"), ".cache"));
            return privately(cache.resolve("vouch"));
        } catch (IOException noHome) {
            return privately(Path.of(System.getProperty("java.io.tmpdir"), "vouch-" + System.getProperty("user.name")));
        }
    }

    /**
     * Makes sure that the folder is there, is this user's and that nobody else can write to it.
     *
     * @throws IOException if it is somebody else's: anybody may make a folder of any name below the temporary one
     */
    static Path privately(Path folder) throws IOException {
        try {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException there) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    || !Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(me())) {
                throw new IOException(folder + " belongs to somebody else; delete it");
            }
            Set<PosixFilePermission> open = Files.getPosixFilePermissions(folder);
            if (open.contains(PosixFilePermission.GROUP_WRITE) || open.contains(PosixFilePermission.OTHERS_WRITE)) {
                throw new IOException(folder + " can be written by other users; delete it");
            }
        }
        return folder;
    }

    private static Object me() throws IOException {
        Path mine = Files.createTempFile("vouch", ".me");
        try {
            return Files.getOwner(mine);
        } finally {
            Files.delete(mine);
        }
    }

    private static byte[] archive() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "Darwin" : "Linux";
        String machine = ArchUtils.normalize(System.getProperty("os.arch"));
        try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine)) {
            return archive.readAllBytes();
        }
    }

    private static void unpack(byte[] archive, Path folder) throws IOException {
        try (TarArchiveInputStream in =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry; (entry = in.getNextEntry()) != null; ) {
                Path path = folder.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(in, path);
                    if ((entry.getMode() & EXECUTABLE) != 0 && !path.toFile().setExecutable(true)) {
                        throw new IOException("cannot make " + path + " executable");
                    }
                }
            }
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
