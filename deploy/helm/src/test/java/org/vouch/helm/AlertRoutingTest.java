package org.vouch.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.helm.Rendered.elements;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whom each alert calls, as Alertmanager's own tool reads the configuration. */
class AlertRoutingTest {
    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> pagesWakeSomebodyAndTicketsWait() throws IOException {
        Path settings = folder.resolve("alertmanager.yml");
        Files.writeString(settings, settings().toString());
        return alerts().map(alert -> DynamicTest.dynamicTest(name(alert), () -> {
            String severity = alert.at("/labels/severity").asText();
            assertThat(Tool.AMTOOL
                            .said(List.of(
                                    "config",
                                    "routes",
                                    "test",
                                    "--config.file=" + settings,
                                    "alertname=" + name(alert),
                                    "severity=" + severity,
                                    "job=healthcode-service"))
                            .lines())
                    .last()
                    .isEqualTo(severity + "s");
        }));
    }

    @Test
    void alertmanagerTakesTheSettings() throws Exception {
        Path settings = folder.resolve("alertmanager.yml");
        Files.writeString(settings, settings().toString());
        assertThat(Tool.AMTOOL.said(List.of("check-config", settings.toString())))
                .contains("SUCCESS", "2 inhibit rules", "2 receivers");
    }

    /** The operator adds to every route that the alert is of the namespace of the configuration. */
    @Test
    void everyAlertIsOfTheNamespace() {
        assertThat(alerts())
                .allMatch(alert -> alert.at("/labels/namespace").asText().equals(Chart.RELEASE));
    }

    @Test
    void whatSilencesAndWhatIsSilencedAreAlerts() {
        var names = alerts().map(AlertRoutingTest::name).toList();
        assertThat(elements(config().at("/spec/inhibitRules")).flatMap(rule -> Stream.of("sourceMatch", "targetMatch")
                        .flatMap(side -> elements(rule.path(side)))))
                .hasSize(4)
                .allSatisfy(match -> assertThat(match.path("value").asText().split("\\|"))
                        .allMatch(one ->
                                names.stream().anyMatch(Pattern.compile(one).asMatchPredicate())));
    }

    private static String name(JsonNode alert) {
        return alert.path("alert").asText();
    }

    private static JsonNode config() {
        return Chart.of("city").all("AlertmanagerConfig").findFirst().orElseThrow();
    }

    private static Stream<JsonNode> alerts() {
        return Chart.of("city")
                .all("PrometheusRule")
                .flatMap(object -> elements(object.at("/spec/groups")))
                .flatMap(group -> elements(group.path("rules")))
                .filter(rule -> rule.has("alert"))
                .toList()
                .stream();
    }

    /** As Alertmanager itself has it: its operator's names are written in another way, and addresses come from a secret. */
    private static ObjectNode settings() {
        var settings = JsonNodeFactory.instance.objectNode();
        settings.set("route", route(config().at("/spec/route")));
        var rules = settings.putArray("inhibit_rules");
        elements(config().at("/spec/inhibitRules")).forEach(rule -> {
            var written = rules.addObject();
            written.set("source_matchers", matchers(rule.path("sourceMatch")));
            written.set("target_matchers", matchers(rule.path("targetMatch")));
            written.set("equal", rule.path("equal"));
        });
        var receivers = settings.putArray("receivers");
        elements(config().at("/spec/receivers")).forEach(receiver -> {
            var webhooks = receivers
                    .addObject()
                    .put("name", receiver.path("name").asText())
                    .putArray("webhook_configs");
            elements(receiver.path("webhookConfigs")).forEach(webhook -> webhooks.addObject()
                    .put("url", "http://localhost/")
                    .put("send_resolved", webhook.path("sendResolved").asBoolean()));
        });
        return settings;
    }

    private static ObjectNode route(JsonNode route) {
        var written = JsonNodeFactory.instance.objectNode();
        written.set("receiver", route.path("receiver"));
        written.set("group_by", route.path("groupBy"));
        written.set("group_wait", route.path("groupWait"));
        written.set("group_interval", route.path("groupInterval"));
        written.set("repeat_interval", route.path("repeatInterval"));
        written.set("matchers", matchers(route.path("matchers")));
        ArrayNode routes = written.putArray("routes");
        elements(route.path("routes")).forEach(below -> routes.add(route(below)));
        return written;
    }

    private static ArrayNode matchers(JsonNode matchers) {
        var written = JsonNodeFactory.instance.arrayNode();
        elements(matchers)
                .forEach(one -> written.add(one.path("name").asText()
                        + one.path("matchType").asText()
                        + '"'
                        + one.path("value").asText()
                        + '"'));
        return written;
    }
}
