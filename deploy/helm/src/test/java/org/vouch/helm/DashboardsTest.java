package org.vouch.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.helm.Rendered.elements;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.vouch.local.dashboards.Dashboards;

/** The dashboards, as the chart makes them for Grafana. */
class DashboardsTest {
    private static final Path SOURCES = Chart.FOLDER.resolve("files/dashboards");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void thereIsOneOfThePlatformOneOfAbuseAndOneOfEachService() {
        assertThat(dashboards().map(dashboard -> dashboard.path("uid").asText()))
                .containsExactlyInAnyOrder(
                        "vouch-platform",
                        "vouch-abuse",
                        "vouch-identity",
                        "vouch-healthcode",
                        "vouch-testresult",
                        "vouch-audit");
        assertThat(Chart.of("laptop").all("ConfigMap").filter(DashboardsTest::isDashboard))
                .isEmpty();
    }

    @Test
    void grafanasOwnTypesHaveNothingAgainstThem() {
        assertThat(TypedDefinitions.faults(dashboards().toList()).values()).allMatch(List::isEmpty);
    }

    /** Seen to fail: a field that is none, and one of another type. */
    @Test
    void grafanasOwnTypesSeeWhatIsNone() {
        ObjectNode unknown = one("vouch-platform").put("colour", "green");
        ObjectNode wrong = one("vouch-platform").put("title", 7);
        ObjectNode panel = one("vouch-platform");
        ((ObjectNode) panel.at("/panels/1")).put("gridPosition", 1);
        var faults = TypedDefinitions.faults(List.of(unknown, wrong, panel));
        assertThat(faults.get(unknown)).singleElement().asString().contains("colour");
        assertThat(faults.get(wrong))
                .singleElement()
                .asString()
                .contains("'number' is not assignable to type 'string'");
        assertThat(faults.get(panel)).singleElement().asString().contains("gridPosition");
    }

    @TestFactory
    Stream<DynamicTest> everyPanelSaysWhatItShowsAndStandsAlone() {
        return dashboards()
                .map(dashboard ->
                        DynamicTest.dynamicTest(dashboard.path("title").asText(), () -> {
                            var taken = new ArrayList<String>();
                            var ids = new ArrayList<Integer>();
                            for (JsonNode panel : dashboard.path("panels")) {
                                ids.add(panel.path("id").asInt());
                                JsonNode place = panel.path("gridPos");
                                assertThat(place.path("x").asInt()
                                                + place.path("w").asInt())
                                        .isLessThanOrEqualTo(24);
                                for (int y = 0; y < place.path("h").asInt(); y++) {
                                    for (int x = 0; x < place.path("w").asInt(); x++) {
                                        taken.add((place.path("x").asInt() + x) + " "
                                                + (place.path("y").asInt() + y));
                                    }
                                }
                                assertThat(panel.path("title").asText()).isNotBlank();
                                if (!panel.path("type").asText().equals("row")) {
                                    assertThat(panel.path("description").asText())
                                            .endsWith(".");
                                    assertThat(panel.at("/fieldConfig/defaults/unit")
                                                    .asText())
                                            .isNotBlank();
                                    assertThat(panel.path("targets")).isNotEmpty();
                                }
                            }
                            assertThat(taken).doesNotHaveDuplicates();
                            assertThat(ids).doesNotHaveDuplicates();
                        }));
    }

    /** Grafana shows the last value of a range as if it were of now: of a service that is gone, for hours, that all is well. */
    @Test
    void aSingleNumberIsTheOneOfNow() {
        assertThat(dashboards()
                        .flatMap(dashboard -> elements(dashboard.path("panels")))
                        .filter(panel -> panel.path("type").asText().equals("stat"))
                        .flatMap(panel -> elements(panel.path("targets"))))
                .hasSizeGreaterThan(5)
                .allMatch(target -> target.path("instant").asBoolean()
                        && !target.path("range").asBoolean(true));
    }

    /** Whatever is asked of Prometheus after the story is what Grafana will ask, and no line more or less. */
    @Test
    void whatGrafanaAsksIsWhatIsTried() {
        assertThat(dashboards()
                        .flatMap(dashboard -> elements(dashboard.path("panels")))
                        .flatMap(panel -> elements(panel.path("targets")))
                        .map(target -> target.path("expr").asText()))
                .containsExactlyInAnyOrderElementsOf(Dashboards.queries(SOURCES).stream()
                        .map(Dashboards.Query::expression)
                        .toList());
    }

    @TestFactory
    Stream<DynamicTest> everyQueryAsksForWhatThereIs() {
        Set<String> recorded = RulesTest.recorded();
        return Dashboards.queries(SOURCES).stream()
                .map(query -> DynamicTest.dynamicTest(query.dashboard() + ", " + query.panel(), () -> {
                    assertThat(ExportedMetrics.all()).containsAll(ExportedMetrics.usedBy(query.expression()));
                    assertThat(recorded).containsAll(ExportedMetrics.recordedOnesReadBy(query.expression()));
                }));
    }

    @Test
    void prometheusCanReadEveryQuery() throws Exception {
        var rules = JSON.createObjectNode();
        var group = rules.putArray("groups").addObject().put("name", "queries");
        var list = group.putArray("rules");
        for (Dashboards.Query query : Dashboards.queries(SOURCES)) {
            list.addObject().put("record", "query:" + list.size()).put("expr", query.over("5m"));
        }
        Path file = folder.resolve("queries.yaml");
        Files.writeString(file, rules.toString());
        assertThat(Tool.PROMTOOL.said(List.of("check", "rules", file.toString())))
                .contains("SUCCESS: " + list.size() + " rules found");
    }

    private static ObjectNode one(String uid) {
        return dashboards()
                .filter(dashboard -> dashboard.path("uid").asText().equals(uid))
                .map(dashboard -> (ObjectNode) dashboard.deepCopy())
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> dashboards() {
        return Chart.of("city")
                .all("ConfigMap")
                .filter(DashboardsTest::isDashboard)
                .flatMap(map -> elements(map.path("data")))
                .map(JsonNode::asText)
                .map(DashboardsTest::read)
                .collect(Collectors.toList())
                .stream();
    }

    private static boolean isDashboard(JsonNode map) {
        return map.at("/metadata/labels/grafana_dashboard").asText().equals("1");
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
