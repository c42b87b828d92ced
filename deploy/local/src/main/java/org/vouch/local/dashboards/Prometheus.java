package org.vouch.local.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Debian's Prometheus, which reads the metrics of the services every second, as the chart's monitor does, and records what
 * the chart's rules say. Keeps what it read for as long as it runs.
 */
final class Prometheus implements AutoCloseable {

    private static final String PROGRAM = "prometheus";
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final URI address;
    private final HttpClient http = HttpClient.newHttpClient();

    private Prometheus(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
    }

    /**
     * Started, with everything that it writes in the folder, which is not there yet.
     *
     * @param jobs ports of this machine by the name of the service
     */
    static Prometheus start(Path folder, int port, Map<String, Integer> jobs, Path rules) throws IOException {
        Files.createDirectories(folder);
        Path settings = folder.resolve("prometheus.yml");
        Files.writeString(settings, settings(jobs, rules));
        String address = "127.0.0.1:" + port;
        Process process = new ProcessBuilder(
                        PROGRAM,
                        "--config.file=" + settings,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=" + address,
                        "--log.level=warn")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new Prometheus(process, URI.create("http://" + address));
    }

    private static String settings(Map<String, Integer> jobs, Path rules) {
        String scraped = jobs.entrySet().stream()
                .map(job ->
                        """
                          - job_name: %s
                            metrics_path: /q/metrics
                            static_configs: [{targets: ["localhost:%d"]}]
                        """
                                .formatted(job.getKey(), job.getValue()))
                .collect(Collectors.joining());
        return """
                global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                rule_files: ["%s/*.yaml"]
                scrape_configs:
                %s"""
                .formatted(rules, scraped);
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /** The values that an expression has now; empty as well where it cannot be asked. */
    List<Double> values(String expression) {
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(address.resolve(
                                    "/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8)))
                            .timeout(ANSWER)
                            .build(),
                    BodyHandlers.ofString());
            JsonNode result = JSON.readTree(answer.body()).at("/data/result");
            return result.findValues("value").stream()
                    .map(value -> Double.valueOf(value.path(1).asText().replace("+Inf", "Infinity")))
                    .toList();
        } catch (IOException notYet) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Of an earlier run. */
    static void forget(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
