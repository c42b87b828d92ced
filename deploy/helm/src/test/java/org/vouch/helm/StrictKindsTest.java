package org.vouch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The check of objects, seen to fail: for every kind that the chart makes, on the chart's own objects, spoilt. */
class StrictKindsTest {
    /** A field that each kind cannot do without, one whose type is spoilt, and an object deep inside that gets another. */
    private record Spoilt(String required, String typed, String inside) {}

    private static final Map<String, Spoilt> KINDS = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "Deployment",
                    new Spoilt(
                            "/spec/template/spec/containers/0/name",
                            "/spec/template/spec/containers",
                            "/spec/template/spec/containers/0/securityContext")),
            Map.entry(
                    "StatefulSet",
                    new Spoilt("/spec/selector", "/spec/replicas", "/spec/template/spec/containers/0/securityContext")),
            Map.entry(
                    "Job",
                    new Spoilt(
                            "/spec/template",
                            "/spec/backoffLimit",
                            "/spec/template/spec/containers/0/securityContext")),
            Map.entry("Service", new Spoilt("/spec/ports/0/port", "/spec/selector", "/spec/ports/0")),
            Map.entry("NetworkPolicy", new Spoilt("", "/spec/policyTypes", "/spec/podSelector")),
            Map.entry(
                    "HorizontalPodAutoscaler",
                    new Spoilt("/spec/scaleTargetRef", "/spec/maxReplicas", "/spec/metrics/0/resource/target")),
            Map.entry("PriorityClass", new Spoilt("", "/value", "")),
            Map.entry("PodDisruptionBudget", new Spoilt("", "/spec/selector", "/spec/selector")),
            Map.entry("Kafka", new Spoilt("/spec/kafka/listeners", "/spec/kafka/config", "/spec/kafka/listeners/0")),
            Map.entry("KafkaNodePool", new Spoilt("/spec/replicas", "/spec/replicas", "/spec/template/pod")),
            Map.entry("KafkaTopic", new Spoilt("/spec", "/spec/partitions", "")),
            Map.entry(
                    "KafkaUser",
                    new Spoilt(
                            "/spec/authorization/acls/0/resource",
                            "/spec/authorization/acls",
                            "/spec/authorization/acls/0/resource")),
            Map.entry(
                    "Cluster",
                    new Spoilt("/spec/instances", "/spec/instances", "/spec/managed/roles/0/passwordSecret")),
            Map.entry(
                    "Pooler",
                    new Spoilt("/spec/cluster", "/spec/instances", "/spec/template/spec/containers/0/securityContext")),
            Map.entry("Database", new Spoilt("/spec/owner", "/spec/owner", "/spec/cluster")),
            Map.entry("ScheduledBackup", new Spoilt("/spec/schedule", "/spec/immediate", "/spec/pluginConfiguration")),
            Map.entry(
                    "ObjectStore",
                    new Spoilt(
                            "/spec/configuration/destinationPath",
                            "/spec/retentionPolicy",
                            "/spec/configuration/s3Credentials/accessKeyId")),
            Map.entry(
                    "HTTPRoute",
                    new Spoilt("/spec/rules/0/filters/0/type", "/spec/hostnames", "/spec/rules/0/filters/0")),
            Map.entry(
                    "Gateway", new Spoilt("/spec/gatewayClassName", "/spec/listeners/0/port", "/spec/listeners/0/tls")),
            Map.entry("Certificate", new Spoilt("/spec/secretName", "/spec/dnsNames", "/spec/issuerRef")),
            Map.entry("ExternalSecret", new Spoilt("/spec/data/0/secretKey", "/spec/data", "/spec/data/0/remoteRef")),
            Map.entry(
                    "ScaledObject",
                    new Spoilt("/spec/scaleTargetRef", "/spec/maxReplicaCount", "/spec/triggers/0/authenticationRef")),
            Map.entry(
                    "TriggerAuthentication",
                    new Spoilt(
                            "/spec/secretTargetRef/0/parameter", "/spec/secretTargetRef", "/spec/secretTargetRef/0")),
            Map.entry(
                    "AlertmanagerConfig",
                    new Spoilt("/spec/receivers/0/name", "/spec/route/groupBy", "/spec/receivers/0/webhookConfigs/0")),
            Map.entry("PrometheusRule", new Spoilt("/spec/groups/0/name", "/spec/groups", "/spec/groups/0/rules/0")),
            Map.entry("ServiceMonitor", new Spoilt("/spec/selector", "/spec/jobLabel", "/spec/endpoints/0"))));

    /** All at once; each test then asks for its own. */
    @BeforeAll
    static void judgeAll() {
        assertThat(StrictKinds.faults(KINDS.keySet().stream()
                        .flatMap(kind -> Stream.of(
                                        withAnotherField(kind),
                                        withAnotherFieldInside(kind),
                                        withAnotherType(kind),
                                        withoutAField(kind),
                                        withAWrongName(kind))
                                .flatMap(Optional::stream))
                        .map(JsonNode.class::cast)
                        .toList()))
                .isNotEmpty();
    }

    @TestFactory
    Stream<DynamicTest> seesAFieldThatDoesNotExist() {
        return seen(StrictKindsTest::withAnotherField);
    }

    @TestFactory
    Stream<DynamicTest> seesAFieldThatDoesNotExistDeepInside() {
        return seen(StrictKindsTest::withAnotherFieldInside);
    }

    @TestFactory
    Stream<DynamicTest> seesAValueOfAnotherType() {
        return seen(StrictKindsTest::withAnotherType);
    }

    @TestFactory
    Stream<DynamicTest> seesThatAFieldIsMissing() {
        return seen(StrictKindsTest::withoutAField);
    }

    @TestFactory
    Stream<DynamicTest> seesAWrongNameOfAnObjectsOwnData() {
        return seen(StrictKindsTest::withAWrongName);
    }

    private static Stream<DynamicTest> seen(Function<String, Optional<ObjectNode>> spoiling) {
        return KINDS.keySet().stream().flatMap(kind -> spoiling.apply(kind).stream()
                .map(spoilt -> DynamicTest.dynamicTest(
                        kind, () -> assertThat(StrictKinds.faults(spoilt)).isNotEmpty())));
    }

    private static Optional<ObjectNode> withAnotherField(String kind) {
        ObjectNode spoilt = sample(kind);
        ObjectNode place = spoilt.path("spec") instanceof ObjectNode spec ? spec : spoilt;
        place.put("imagePullPolcy", "Always");
        return Optional.of(spoilt);
    }

    /** Nothing of those that hold nothing but fields of their own and names that are free. */
    private static Optional<ObjectNode> withAnotherFieldInside(String kind) {
        String path = known(kind).inside();
        if (path.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode spoilt = sample(kind);
        assertThat(spoilt.at(path).isObject()).as(kind + path).isTrue();
        ((ObjectNode) spoilt.at(path)).put("imagePullPolcy", "Always");
        return Optional.of(spoilt);
    }

    private static Optional<ObjectNode> withAnotherType(String kind) {
        ObjectNode spoilt = sample(kind);
        String path = known(kind).typed();
        assertThat(spoilt.at(path).isMissingNode()).as(kind + path).isFalse();
        parent(spoilt, path).set(last(path), spoilt.arrayNode().add(spoilt.objectNode()));
        return Optional.of(spoilt);
    }

    private static Optional<ObjectNode> withoutAField(String kind) {
        String path = known(kind).required();
        if (path.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode spoilt = sample(kind);
        assertThat(spoilt.at(path).isMissingNode()).as(kind + path).isFalse();
        var unused = parent(spoilt, path).remove(last(path));
        return Optional.of(spoilt);
    }

    private static Optional<ObjectNode> withAWrongName(String kind) {
        ObjectNode spoilt = sample(kind);
        ((ObjectNode) spoilt.path("metadata")).put("label", "one");
        return Optional.of(spoilt);
    }

    @Test
    void everyKindThatTheChartMakesIsAmongThem() {
        assertThat(Chart.PROFILES.stream()
                        .flatMap(profile -> Chart.of(profile).objects().stream())
                        .map(Rendered::kind)
                        .distinct()
                        // Of these nothing but names and texts can be wrong.
                        .filter(kind -> !List.of("ConfigMap", "ServiceAccount").contains(kind)))
                .containsExactlyInAnyOrderElementsOf(KINDS.keySet());
    }

    private static Spoilt known(String kind) {
        return Objects.requireNonNull(KINDS.get(kind));
    }

    private static ObjectNode sample(String kind) {
        return Chart.of("city").all(kind).findFirst().orElseThrow().deepCopy();
    }

    private static ObjectNode parent(ObjectNode object, String path) {
        return (ObjectNode) object.at(path.substring(0, path.lastIndexOf('/')));
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
