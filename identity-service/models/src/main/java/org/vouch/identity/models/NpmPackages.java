package org.vouch.identity.models;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The three packages, installed from the committed lock file and nothing else: integrity hashes checked by npm, no install
 * scripts run. Installed again only when the lock file has changed or the last installation did not finish.
 */
final class NpmPackages {

    private static final long INSTALL_MINUTES = 15;

    private final Path module;
    private final Path home;

    NpmPackages(Path module, Path home) {
        this.module = module;
        this.home = home;
    }

    /** Where the packages lie. */
    Path folder() {
        return home.resolve("node_modules");
    }

    void install() throws IOException, InterruptedException {
        Files.createDirectories(home);
        if (installed()) {
            return;
        }
        Files.deleteIfExists(finished());
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(module.resolve(file), home.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        run(npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        Files.copy(module.resolve("package-lock.json"), finished());
    }

    private boolean installed() throws IOException {
        return Files.exists(finished())
                && Files.isDirectory(folder())
                && Files.mismatch(finished(), module.resolve("package-lock.json")) < 0;
    }

    /** A copy of the lock file, made when npm has ended well. */
    private Path finished() {
        return home.resolve("installed-lock.json");
    }

    private void run(String... command) throws IOException, InterruptedException {
        Path log = home.resolve("npm.log");
        Process process = start(log, command);
        if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("npm did not finish within " + INSTALL_MINUTES + " minutes, see " + log);
        }
        if (process.exitValue() != 0) {
            throw new IOException("npm ci failed:\n" + Files.readString(log));
        }
    }

    private Process start(Path log, String... command) throws IOException {
        try {
            return new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new IOException(
                    "The face networks are built from npm packages: install Node.js 18 or newer, with npm on the"
                            + " PATH, and build again",
                    e);
        }
    }

    private static String npm() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return system.startsWith("windows") ? "npm.cmd" : "npm";
    }
}
