package org.vouch.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.helm.Rendered.elements;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class RulesTest {
    private static final Path RULES = Chart.FOLDER.resolve("files/rules");
    private static final Path REPOSITORY = Path.of("../..");

    @Test
    void promtoolFindsNothingWrong() throws Exception {
        var said = Tool.PROMTOOL.said(
                Stream.concat(Stream.of("check", "rules"), files(RULES)).toList());
        assertThat(said).contains("SUCCESS").doesNotContain("FAILED");
    }

    @Test
    void alertsFireWhenTheyShouldAndNotBefore() throws Exception {
        var said = Tool.PROMTOOL.said(Stream.concat(Stream.of("test", "rules"), files(Path.of("src/test/promtool")))
                .toList());
        assertThat(said).contains("SUCCESS").doesNotContain("FAILED");
    }

    /** Seen to fail: a rule that cannot be read. */
    @Test
    void promtoolSeesARuleThatCannotBeRead() throws Exception {
        var broken = Files.createTempFile("rules", ".yaml");
        try {
            Files.writeString(broken, "groups: [{name: broken, rules: [{alert: Broken, expr: 'sum by (job'}]}]\n");
            assertThat(Tool.PROMTOOL
                            .run(List.of("check", "rules", broken.toString()))
                            .status())
                    .isNotZero();
        } finally {
            Files.delete(broken);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyAlertIsTestedBothWays() {
        String tests = files(Path.of("src/test/promtool")).map(RulesTest::text).collect(Collectors.joining());
        return alerts().map(alert -> DynamicTest.dynamicTest(alert.path("alert").asText(), () -> {
            String cases = "alertname: " + alert.path("alert").asText() + "\n        exp_alerts:";
            assertThat(tests).contains(cases + "\n").contains(cases + " []\n");
        }));
    }

    @TestFactory
    Stream<DynamicTest> everyAlertSaysWhatToDo() {
        var anchors = anchors(text(REPOSITORY.resolve("deploy/README.md").toString()));
        return alerts().map(alert -> DynamicTest.dynamicTest(alert.path("alert").asText(), () -> {
            assertThat(alert.at("/labels/severity").asText()).isIn("page", "ticket");
            assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
            String runbook = alert.at("/annotations/runbook_url").asText();
            assertThat(runbook).startsWith("deploy/README.md#");
            assertThat(anchors).contains(runbook.substring("deploy/README.md#".length()));
        }));
    }

    /** A rule on a metric that nobody exports never fires: worse than none. */
    @TestFactory
    Stream<DynamicTest> everyMetricIsOneThatTheServicesExport() {
        return expressions()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> assertThat(ExportedMetrics.all())
                        .containsAll(ExportedMetrics.usedBy(rule.getValue()))));
    }

    /** What rules record is there for them to read. */
    @TestFactory
    Stream<DynamicTest> everyRecordedSeriesThatIsReadIsRecorded() {
        var recorded = recorded();
        return expressions()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(), () -> assertThat(ExportedMetrics.recordedOnesReadBy(rule.getValue()))
                                .isSubsetOf(recorded)));
    }

    @Test
    void theChartShipsThemWithAddressesOfRunbooks() {
        var shipped = Chart.of("city")
                .all("PrometheusRule")
                .flatMap(object -> elements(object.at("/spec/groups")))
                .flatMap(group -> elements(group.path("rules")))
                .toList();
        assertThat(shipped).hasSameSizeAs(rules().toList());
        assertThat(shipped.stream().filter(rule -> rule.has("alert")))
                .allMatch(rule -> rule.at("/annotations/runbook_url")
                        .asText()
                        .startsWith("https://git.example.org/vouch/blob/main/deploy/README.md#"));
        assertThat(Chart.of("laptop").all("PrometheusRule")).isEmpty();
    }

    private static Stream<Map.Entry<String, String>> expressions() {
        return rules().map(rule -> Map.entry(
                rule.path("record").asText() + rule.path("alert").asText(),
                rule.path("expr").asText()));
    }

    static Set<String> recorded() {
        return rules().map(rule -> rule.path("record").asText())
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Stream<JsonNode> alerts() {
        return rules().filter(rule -> rule.has("alert"));
    }

    private static Stream<JsonNode> rules() {
        return files(RULES)
                .map(file -> Chart.read(Path.of(file)))
                .flatMap(file -> elements(file.path("groups")))
                .flatMap(group -> elements(group.path("rules")));
    }

    /** Of headings, as the usual renderers of Markdown make them. */
    private static Set<String> anchors(String markdown) {
        return markdown.lines()
                .filter(line -> line.matches("#+ .*"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static Stream<String> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.map(Path::toString).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
