package org.vouch.local.dashboards;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The dashboards of the chart, as far as they ask Prometheus. */
public final class Dashboards {

    private static final ObjectMapper YAML = new YAMLMapper();

    /** Grafana's own variable: long enough for a rate, whatever the zoom. */
    private static final String RATE_INTERVAL = "$__rate_interval";

    private Dashboards() {}

    /**
     * One line of one panel.
     *
     * @param expression PromQL, with Grafana's variables
     */
    public record Query(String dashboard, String panel, String expression) {

        /** As Prometheus takes it, with this for the variable of Grafana's. */
        public String over(String interval) {
            return expression.replace(RATE_INTERVAL, interval);
        }
    }

    /** Of every dashboard in the folder, in their order. */
    public static List<Query> queries(Path folder) {
        try (var files = Files.list(folder)) {
            List<Query> queries = new ArrayList<>();
            for (Path file : files.filter(one -> one.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                add(folder, YAML.readTree(file.toFile()), queries);
            }
            return queries;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(Path folder, JsonNode dashboard, List<Query> queries) throws IOException {
        for (JsonNode row : dashboard.path("rows")) {
            JsonNode whole = row.has("common") ? common(folder, dashboard, row) : row;
            for (JsonNode panel : whole.path("panels")) {
                for (JsonNode query : panel.path("queries")) {
                    queries.add(new Query(
                            dashboard.path("title").asText(),
                            panel.path("title").asText(),
                            query.path("query").asText()));
                }
            }
        }
    }

    private static JsonNode common(Path folder, JsonNode dashboard, JsonNode row) throws IOException {
        String text = Files.readString(
                folder.resolve("common").resolve(row.path("common").asText() + ".yaml"));
        return YAML.readTree(text.replace("SERVICE", dashboard.path("service").asText()));
    }
}
