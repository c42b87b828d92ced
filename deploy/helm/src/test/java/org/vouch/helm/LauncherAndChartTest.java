package org.vouch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.vouch.embedded.Topic;
import org.vouch.embedded.Topics;
import org.vouch.local.platform.LauncherSettings;

/** The launcher's platform is the one that is tested; what it gives a program, the chart gives as well. */
class LauncherAndChartTest {
    /** What only a machine of one's own needs, and why. */
    private static final Map<String, String> LOCAL_ONLY =
            Map.of("civil-registry", "a simulator: the chart names the real one, outside the cluster");

    private static final List<String> SERVICES =
            List.of("identity-service", "healthcode-service", "testresult-service", "audit-service");

    @TempDir
    Path scratch;

    @Test
    void everyProgramOfTheLauncherIsAWorkloadOrNamedAsLocal() {
        var workloads = Chart.of("city")
                .workloads()
                .map(workload -> Rendered.name(workload).substring(Chart.RELEASE.length() + 1))
                .filter(name -> !name.startsWith("migration-"))
                .collect(Collectors.toSet());
        var programs = new TreeSet<>(LauncherSettings.names(scratch).keySet());
        assertThat(programs).containsAll(LOCAL_ONLY.keySet());
        programs.removeAll(LOCAL_ONLY.keySet());
        assertThat(workloads).isEqualTo(programs);
    }

    @TestFactory
    Stream<DynamicTest> everySettingOfTheLauncherIsOneOfTheChart() {
        return Chart.PROFILES.stream().flatMap(profile -> SERVICES.stream()
                .map(service -> DynamicTest.dynamicTest(profile + ": " + service, () -> {
                    var launchers = LauncherSettings.names(scratch).get(service);
                    assertThat(launchers).isNotNull().hasSizeGreaterThan(10);
                    assertThat(given(Chart.of(profile), service)).containsAll(launchers);
                })));
    }

    @Test
    void theSignerGetsTheTokenThatTheAuditServiceShows() {
        var signer = Chart.of("city").one("StatefulSet", "vouch-log-signer");
        assertThat(environment(signer))
                .containsAll(LauncherSettings.names(scratch).getOrDefault("log-signer", Set.of("nothing")));
        assertThat(given(Chart.of("city"), "audit-service")).contains("VOUCH_LOG_SIGNER_TOKEN");
    }

    @TestFactory
    Stream<DynamicTest> everyFileThatAServiceIsToReadIsOneThatItsPodHas() {
        return Chart.PROFILES.stream().flatMap(profile -> SERVICES.stream()
                .map(service -> DynamicTest.dynamicTest(profile + ": " + service, () -> {
                    var files = files(Chart.of(profile).one("Deployment", "vouch-" + service));
                    assertThat(properties(Chart.of(profile), service).values().stream()
                                    .map(Object::toString)
                                    .flatMap(value -> Stream.of(value.split("[?&=]")))
                                    .filter(value -> value.startsWith("/etc/")))
                            .isNotEmpty()
                            .allMatch(files::contains);
                })));
    }

    @TestFactory
    Stream<DynamicTest> topicsAreThoseOfTheLauncher() {
        return Chart.PROFILES.stream()
                .map(profile -> DynamicTest.dynamicTest(profile, () -> assertThat(
                                Chart.of(profile).all("KafkaTopic").map(LauncherAndChartTest::topic))
                        .containsExactlyInAnyOrderElementsOf(Topics.ALL)));
    }

    private static Topic topic(JsonNode object) {
        assertThat(object.at("/spec/config/message.timestamp.type").asText()).isEqualTo("LogAppendTime");
        int partitions = object.at("/spec/partitions").asInt();
        return object.at("/spec/config/cleanup.policy").asText().equals("compact")
                ? Topic.compacted(Rendered.name(object), partitions)
                : Topic.of(Rendered.name(object), partitions);
    }

    /** Names of properties and of the environment. */
    private static Set<String> given(Rendered chart, String service) {
        var names = new TreeSet<>(properties(chart, service).stringPropertyNames());
        names.addAll(environment(chart.one("Deployment", "vouch-" + service)));
        return names;
    }

    static List<String> environment(JsonNode workload) {
        return Rendered.containers(workload).stream()
                .flatMap(container -> Rendered.elements(container.path("env")))
                .map(entry -> entry.path("name").asText())
                .toList();
    }

    static Properties properties(Rendered chart, String service) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(chart.one("ConfigMap", "vouch-" + service)
                    .at("/data/application.properties")
                    .asText()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** What lies in the folders of a service's container, as far as the chart says. */
    private static Set<String> files(JsonNode workload) {
        var volumes = Rendered.elements(Rendered.pod(workload).path("volumes"))
                .collect(Collectors.toMap(volume -> volume.path("name").asText(), volume -> volume));
        return Rendered.containers(workload).stream()
                .flatMap(container -> Rendered.elements(container.path("volumeMounts")))
                .flatMap(mount -> inside(volumes.getOrDefault(mount.path("name").asText(), mount))
                        .map(file -> mount.path("mountPath").asText() + "/" + file))
                .collect(Collectors.toSet());
    }

    private static Stream<String> inside(JsonNode volume) {
        return Stream.concat(
                        Rendered.elements(volume.at("/secret/items")),
                        Rendered.elements(volume.at("/projected/sources"))
                                .flatMap(source -> Rendered.elements(source.at("/configMap/items"))))
                .map(item -> item.path("path").asText())
                .collect(Collectors.collectingAndThen(
                        Collectors.toList(), items -> items.isEmpty() ? external(volume) : items.stream()));
    }

    /** A whole Secret: what External Secrets puts into one of that name. */
    private static Stream<String> external(JsonNode volume) {
        String secret = volume.at("/secret/secretName").asText().replace("-development", "");
        return Chart.of("city")
                .all("ExternalSecret")
                .filter(object -> Rendered.name(object).equals(secret))
                .flatMap(object -> Rendered.elements(object.at("/spec/data")))
                .map(entry -> entry.path("secretKey").asText());
    }
}
