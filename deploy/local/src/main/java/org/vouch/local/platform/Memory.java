package org.vouch.local.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much memory the platform holds: resident pages of every process, a page that several of them share counted once.
 * Counted once for each of them, PostgreSQL's buffers alone would weigh several hundred megabytes.
 */
public final class Memory {

    private static final long KIB_PER_MIB = 1024;

    private Memory() {}

    /** Megabytes of these processes and everything that they started; 0 where the system does not tell. */
    public static long residentMegabytes(List<ProcessHandle> roots) {
        return roots.stream()
                        .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                        .mapToLong(ProcessHandle::pid)
                        .distinct()
                        .map(Memory::residentKibibytes)
                        .sum()
                / KIB_PER_MIB;
    }

    private static long residentKibibytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
