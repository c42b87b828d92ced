package org.vouch.bench.log;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Processor time of this machine's processes, by what they are for the platform. */
record Processors(Map<String, Duration> used) {

    private static final Map<String, String> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put("audit-service/", "audit-service");
        PARTS.put("org.vouch.local.Launcher", "Kafka and launcher");
        PARTS.put("org.vouch.log.", "signer and witnesses");
        PARTS.put("postgres", "PostgreSQL");
        PARTS.put("org.vouch.bench.Bench", "this benchmark");
    }

    static Processors now() {
        Map<String, Duration> used = new LinkedHashMap<>();
        PARTS.values().forEach(part -> used.put(part, Duration.ZERO));
        ProcessHandle.allProcesses().map(ProcessHandle::info).forEach(process -> part(process)
                .ifPresent(part -> used.merge(part, process.totalCpuDuration().orElse(Duration.ZERO), Duration::plus)));
        return new Processors(used);
    }

    /** Of one second between the two, in cores. */
    Map<String, Double> since(Processors before, Duration time) {
        Map<String, Double> cores = new LinkedHashMap<>();
        used.forEach((part, duration) -> cores.put(
                part,
                (double) duration.minus(before.used.getOrDefault(part, Duration.ZERO))
                                .toNanos()
                        / time.toNanos()));
        return cores;
    }

    private static Optional<String> part(ProcessHandle.Info process) {
        String line = process.commandLine().or(process::command).orElse("");
        return PARTS.entrySet().stream()
                .filter(part -> line.contains(part.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
