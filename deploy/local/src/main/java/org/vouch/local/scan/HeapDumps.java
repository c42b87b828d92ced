package org.vouch.local.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.vouch.local.keys.OwnerOnly;

/**
 * Heaps of other Java processes, written one at a time to a folder that only its owner can read; nothing is left of them
 * when this is closed or this process is told to end, and what an earlier one left is deleted first.
 */
final class HeapDumps implements AutoCloseable {

    private static final long WRITTEN_WITHIN_SECONDS = 60;

    private final Path folder;
    private final Thread atTheEnd;

    HeapDumps(Path folder) {
        this.folder = folder;
        this.atTheEnd = new Thread(this::delete, "delete-heap-dumps");
        delete();
        OwnerOnly.folder(folder);
        Runtime.getRuntime().addShutdownHook(atTheEnd);
    }

    /** What lives on the heap of a process now, after a full collection; until the next one is taken. */
    Path take(String name, long pid) {
        deleteFiles();
        Path file = folder.resolve(name + ".hprof");
        List<String> jcmd = List.of(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.heap_dump",
                file.toString());
        try {
            Process asking = new ProcessBuilder(jcmd)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!asking.waitFor(WRITTEN_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                asking.destroyForcibly();
            }
            if (asking.waitFor() != 0 || !Files.exists(file)) {
                throw new IllegalStateException("no heap dump of " + name);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("no heap dump of " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted at a heap dump of " + name, e);
        }
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atTheEnd);
        } catch (IllegalStateException ending) {
            // The hook runs already, and finds nothing.
        }
    }

    private void delete() {
        deleteFiles();
        try {
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }

    private void deleteFiles() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete what is in " + folder, e);
        }
    }
}
