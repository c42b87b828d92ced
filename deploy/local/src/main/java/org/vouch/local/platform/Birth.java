package org.vouch.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * When a process began, in words that are the same whenever they are asked for, however the clock is set in between. On
 * Linux: the id of the system's start and the ticks since then, as the kernel counts them ({@code proc(5)}, field 22 of
 * {@code /proc/<pid>/stat}). Elsewhere: milliseconds since 1970, as the system tells them.
 */
final class Birth {

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

    /** Counted behind the name, which stands in brackets and may hold anything. */
    private static final int START_TICKS = 22 - 3;

    private Birth() {}

    static String of(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return Files.readString(BOOT).strip() + " " + ticks(stat);
        } catch (IOException noneOrGone) {
            return process.info()
                    .startInstant()
                    .map(Instant::toEpochMilli)
                    .map(Object::toString)
                    .orElse("");
        }
    }

    static String ticks(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START_TICKS];
    }
}
