package org.vouch.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** What the numbers were measured on. */
public final class Machine {

    private static final Path CPUS = Path.of("/proc/cpuinfo");
    private static final Path STATUS = Path.of("/proc/self/status");

    private Machine() {}

    public static void describe(PrintStream out) {
        out.println(String.format(
                Locale.ROOT,
                "%s, %d processors (%s), load %.1f, Java %s",
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                value(CPUS, "model name"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.version()));
    }

    /** What the process has of the machine's memory, heap and all; 0 where the system does not tell. */
    static long residentMegabytes() {
        String resident = value(STATUS, "VmRSS").replaceAll("\\D", "");
        return resident.isEmpty() ? 0 : Long.parseLong(resident) / 1024;
    }

    private static String value(Path file, String key) {
        if (!Files.exists(file)) {
            return "unknown";
        }
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(key))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
