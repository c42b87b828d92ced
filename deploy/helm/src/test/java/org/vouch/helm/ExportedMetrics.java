package org.vouch.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What there is to be asked for, as Prometheus names it, and what an expression asks for. */
final class ExportedMetrics {
    /** Not our own: what Prometheus itself knows of a service, and what libraries measure without being told. */
    private static final Set<String> OF_LIBRARIES = Set.of(
            "up",
            "http_server_requests_seconds_bucket",
            "http_server_requests_seconds_count",
            "http_server_requests_seconds_sum",
            "http_server_requests_seconds_max",
            "kafka_consumer_fetch_manager_records_lag",
            "kafka_consumer_last_poll_seconds_ago",
            "process_cpu_usage",
            "process_files_open_files",
            "process_files_max_files",
            "jvm_memory_used_bytes",
            "jvm_memory_max_bytes",
            "jvm_gc_overhead",
            "sql_pool_ratio",
            "sql_pool_queue_delay_seconds_sum",
            "sql_pool_queue_delay_seconds_count",
            "ft_circuitbreaker_state_current",
            "ft_timeout_calls_total");

    private static final Pattern METER = Pattern.compile(
            "(?:counter|timer|Counter\\s*\\.builder|Gauge\\s*\\.builder|Timer\\s*\\.builder|gauge)\\(\\s*(?:meters,\\s*)?\"(vouch\\.[a-z.]+)\"");

    private static final Pattern METRIC = Pattern.compile(
            "\\b(vouch_[a-z_0-9]+|(?:http_server|kafka|jvm|process|sql|ft)_[a-z_]+|up)\\b(?=[{\\[) ]|$)");

    private static final Pattern RECORDED = Pattern.compile("vouch:[a-z_0-9:]+");
    private static final Set<String> ALL = read();

    private ExportedMetrics() {}

    static Set<String> all() {
        return ALL;
    }

    static Set<String> usedBy(String expression) {
        return METRIC.matcher(expression.replaceAll("\"[^\"]*\"", "\"\""))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What rules must have recorded. */
    static Set<String> recordedOnesReadBy(String expression) {
        return RECORDED.matcher(expression).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    /** Of every meter in the code of the services. */
    private static Set<String> read() {
        var names = new TreeSet<>(OF_LIBRARIES);
        try (var files = Files.walk(Path.of("../.."), 16)) {
            for (Path file : files.filter(
                            path -> path.toString().matches(".*-service/(client/)?src/main/java/.*\\.java"))
                    .toList()) {
                METER.matcher(Files.readString(file)).results().forEach(meter -> {
                    String name = meter.group(1).replace('.', '_');
                    names.add(name);
                    names.add(name + "_total");
                    Stream.of("_count", "_sum", "_max", "_bucket").forEach(part -> names.add(name + "_seconds" + part));
                });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Set.copyOf(names);
    }
}
