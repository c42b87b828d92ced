package org.vouch.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.helm.Rendered.elements;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.vouch.local.platform.PortUse;

class WorkloadPoliciesTest {
    private static final Map<String, Integer> PORTS = Map.of(
            "identity-service", PortUse.IDENTITY,
            "healthcode-service", PortUse.HEALTHCODE,
            "testresult-service", PortUse.TESTRESULT,
            "audit-service", PortUse.AUDIT,
            "log-signer", PortUse.LOG_SIGNER,
            "log-witness-one", PortUse.LOG_WITNESS_ONE,
            "log-witness-two", PortUse.LOG_WITNESS_TWO);

    @TestFactory
    Stream<DynamicTest> everyWorkloadKeepsEveryPolicy() {
        return Chart.PROFILES.stream()
                .flatMap(profile -> Chart.of(profile).workloads().flatMap(workload -> Arrays.stream(
                                WorkloadPolicy.values())
                        .map(policy -> DynamicTest.dynamicTest(
                                profile + ": " + Rendered.called(workload) + " " + policy,
                                () -> assertThat(policy.keptBy(Chart.of(profile), workload))
                                        .isTrue()))));
    }

    /** One that somebody adds without a thought. */
    @Test
    void aBareWorkloadBreaksEachOfThem() throws Exception {
        JsonNode bare = new ObjectMapper()
                .readTree(
                        """
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "bare"}, "spec": {"template": {
                  "metadata": {"labels": {"app": "bare"}},
                  "spec": {"hostNetwork": true, "containers": [{"name": "bare", "image": "bare:latest",
                    "env": [{"name": "SOME_PASSWORD", "value": "literal"}]}]}}}}
                """);
        assertThat(Arrays.stream(WorkloadPolicy.values()).filter(policy -> policy.keptBy(Chart.of("city"), bare)))
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyProgramListensWhereTheLauncherHasIt() {
        return PORTS.entrySet().stream()
                .map(program -> DynamicTest.dynamicTest(program.getKey(), () -> {
                    var chart = Chart.of("city");
                    var service = chart.one("Service", "vouch-" + program.getKey());
                    assertThat(service.at("/spec/ports/0/port").asInt()).isEqualTo(program.getValue());
                    assertThat(service.at("/spec/type").asText("ClusterIP")).isEqualTo("ClusterIP");
                    var workload = chart.workloads()
                            .filter(one -> Rendered.name(one).equals("vouch-" + program.getKey()))
                            .findFirst()
                            .orElseThrow();
                    assertThat(WorkloadPolicy.selects(service.at("/spec/selector"), Rendered.podLabels(workload)))
                            .isTrue();
                    assertThat(Rendered.containers(workload)
                                    .get(0)
                                    .at("/ports/0/containerPort")
                                    .asInt())
                            .isEqualTo(program.getValue());
                }));
    }

    /** Probes of a service: started, ready and live are three questions. */
    @TestFactory
    Stream<DynamicTest> servicesAreAskedForWhatIsMeant() {
        return services()
                .map(service -> DynamicTest.dynamicTest(service, () -> {
                    var container = Rendered.containers(Chart.of("city").one("Deployment", service))
                            .get(0);
                    assertThat(container.at("/startupProbe/httpGet/path").asText())
                            .isEqualTo("/q/health/started");
                    assertThat(container.at("/readinessProbe/httpGet/path").asText())
                            .isEqualTo("/q/health/ready");
                    assertThat(container.at("/livenessProbe/httpGet/path").asText())
                            .isEqualTo("/q/health/live");
                }));
    }

    @TestFactory
    Stream<DynamicTest> aRolloutTakesNothingAwayBeforeTheNewOneIsReady() {
        return services()
                .map(service -> DynamicTest.dynamicTest(service, () -> {
                    var deployment = Chart.of("city").one("Deployment", service);
                    if (!service.equals("vouch-audit-service")) {
                        assertThat(deployment
                                        .at("/spec/strategy/rollingUpdate/maxUnavailable")
                                        .asInt(-1))
                                .isZero();
                        assertThat(deployment
                                        .at("/spec/strategy/rollingUpdate/maxSurge")
                                        .asInt())
                                .isPositive();
                    }
                    var properties =
                            LauncherAndChartTest.properties(Chart.of("city"), service.substring("vouch-".length()));
                    int stops = seconds(properties.getProperty("quarkus.shutdown.delay"))
                            + seconds(properties.getProperty("quarkus.shutdown.timeout"))
                            + Rendered.containers(deployment)
                                    .get(0)
                                    .at("/lifecycle/preStop/sleep/seconds")
                                    .asInt();
                    assertThat(Rendered.pod(deployment)
                                    .path("terminationGracePeriodSeconds")
                                    .asInt())
                            .isGreaterThan(stops);
                }));
    }

    /** A replica without a partition of access.records is never ready, and a rollout that waits for it never ends. */
    @TestFactory
    Stream<DynamicTest> aRolloutHasNoMoreReplicasOfAuditServiceThanThereArePartitions() {
        return Chart.PROFILES.stream()
                .map(profile -> DynamicTest.dynamicTest(profile, () -> {
                    var chart = Chart.of(profile);
                    var rollout = chart.one("Deployment", "vouch-audit-service").at("/spec/strategy/rollingUpdate");
                    assertThat(chart.one("ScaledObject", "vouch-audit-service")
                                            .at("/spec/maxReplicaCount")
                                            .asInt()
                                    + rollout.path("maxSurge").asInt(1))
                            .isLessThanOrEqualTo(chart.one("KafkaTopic", "access.records")
                                    .at("/spec/partitions")
                                    .asInt());
                    assertThat(rollout.path("maxUnavailable").asInt()).isOne();
                }));
    }

    /** Two autoscalers of one workload undo each other's work, and so does a number in the workload itself. */
    @TestFactory
    Stream<DynamicTest> oneAutoscalerDecidesAboutOneWorkload() {
        return Chart.PROFILES.stream().flatMap(profile -> services()
                .map(service -> DynamicTest.dynamicTest(profile + ": " + service, () -> {
                    var chart = Chart.of(profile);
                    assertThat(chart.one("Deployment", service)
                                    .at("/spec/replicas")
                                    .isMissingNode())
                            .isTrue();
                    var scalers = Stream.of("HorizontalPodAutoscaler", "ScaledObject")
                            .flatMap(chart::all)
                            .filter(scaler -> scaler.at("/spec/scaleTargetRef/name")
                                    .asText()
                                    .equals(service))
                            .map(Rendered::kind)
                            .toList();
                    assertThat(scalers)
                            .containsExactly(
                                    service.equals("vouch-audit-service") ? "ScaledObject" : "HorizontalPodAutoscaler");
                })));
    }

    @Test
    void byRequestRateAsWellWhereAnAdapterServesIt() {
        var chart = Chart.with("city", values -> values.withObjectProperty("autoscaling")
                .withObjectProperty("requestRate")
                .put("enabled", true)
                .put("perReplica", 200));
        assertThat(chart.all("HorizontalPodAutoscaler"))
                .allMatch(scaler -> scaler.at("/spec/metrics").size() == 2);
        assertThat(StrictKinds.faults(chart.objects())).allMatch(List::isEmpty);
    }

    @Test
    void onesOwnCodeIsLastToGo() {
        var chart = Chart.of("city");
        var ranks = chart.all("PriorityClass").collect(Collectors.toMap(Rendered::name, one -> one.path("value")
                .asInt()));
        var highest = ranks.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        assertThat(chart.workloads()
                        .filter(one -> Rendered.kind(one).equals("Deployment"))
                        .filter(one -> Rendered.pod(one)
                                .path("priorityClassName")
                                .asText()
                                .equals(highest))
                        .map(Rendered::name))
                .containsExactly("vouch-healthcode-service");
        // And what it cannot be shown without.
        assertThat(chart.one("Cluster", "vouch-db")
                        .at("/spec/priorityClassName")
                        .asText())
                .isEqualTo(highest);
        assertThat(chart.one("Pooler", "vouch-db-pooler")
                        .at("/spec/template/spec/priorityClassName")
                        .asText())
                .isEqualTo(highest);
    }

    @TestFactory
    Stream<DynamicTest> whatOperatorsRunIsHeldToItAsFarAsItCanBeSaid() {
        return Chart.PROFILES.stream()
                .map(profile -> DynamicTest.dynamicTest(profile, () -> {
                    var chart = Chart.of(profile);
                    var nodes = chart.one("KafkaNodePool", "vouch-events-nodes");
                    assertThat(nodes.at("/spec/template/pod/securityContext/runAsNonRoot")
                                    .asBoolean())
                            .isTrue();
                    assertThat(nodes.at("/spec/template/kafkaContainer/securityContext/readOnlyRootFilesystem")
                                    .asBoolean())
                            .isTrue();
                    assertThat(nodes.at("/spec/resources/limits/memory").asText())
                            .isNotEmpty();
                    assertThat(nodes.at("/spec/template/pod/topologySpreadConstraints"))
                            .isNotEmpty();
                    var kafka = chart.one("Kafka", "vouch-events");
                    assertThat(elements(kafka.at("/spec/kafka/listeners")))
                            .allMatch(door -> door.path("tls").asBoolean()
                                    && door.at("/authentication/type").asText().equals("tls"));
                    assertThat(kafka.at("/spec/kafka/config/auto.create.topics.enable")
                                    .asBoolean(true))
                            .isFalse();
                    var database = chart.one("Cluster", "vouch-db");
                    assertThat(database.at("/spec/enableSuperuserAccess").asBoolean(true))
                            .isFalse();
                    assertThat(database.at("/spec/resources/limits/memory").asText())
                            .isNotEmpty();
                    assertThat(elements(database.at("/spec/managed/roles")))
                            .hasSize(4)
                            .noneMatch(role -> role.path("superuser").asBoolean()
                                    || role.path("createdb").asBoolean());
                    // Listening and a session's lock need a session.
                    assertThat(chart.one("Pooler", "vouch-db-pooler")
                                    .at("/spec/pgbouncer/poolMode")
                                    .asText())
                            .isEqualTo("session");
                }));
    }

    @TestFactory
    Stream<DynamicTest> productionSurvivesTheLossOfOneAndCanGoBackInTime() {
        return Chart.PRODUCTION.stream()
                .map(profile -> DynamicTest.dynamicTest(profile, () -> {
                    var chart = Chart.of(profile);
                    var database = chart.one("Cluster", "vouch-db");
                    assertThat(database.at("/spec/instances").asInt()).isGreaterThanOrEqualTo(3);
                    assertThat(database.at("/spec/postgresql/synchronous/number")
                                    .asInt())
                            .isPositive();
                    assertThat(database.at("/spec/plugins/0/isWALArchiver").asBoolean())
                            .isTrue();
                    assertThat(chart.all("ScheduledBackup")).hasSize(1);
                    assertThat(chart.all("KafkaTopic"))
                            .allMatch(topic -> topic.at("/spec/replicas").asInt() >= 3
                                    && topic.at("/spec/config/min.insync.replicas")
                                                    .asInt()
                                            >= 2);
                    assertThat(chart.workloads()
                                    .filter(one -> Rendered.kind(one).equals("Deployment"))
                                    .flatMap(one -> elements(Rendered.pod(one).path("topologySpreadConstraints"))))
                            .anyMatch(spread ->
                                    spread.path("whenUnsatisfiable").asText().equals("DoNotSchedule"));
                }));
    }

    @Test
    void aRecoveredClusterArchivesElsewhereThanItWasRecoveredFrom() {
        var chart = Chart.with("city", values -> values.withObjectProperty("postgres")
                .withObjectProperty("recovery")
                .put("enabled", true)
                .put("source", "vouch-db")
                .put("until", "2026-11-22T06:00:00Z"));
        var cluster = chart.one("Cluster", "vouch-db");
        assertThat(StrictKinds.faults(cluster)).isEmpty();
        assertThat(cluster.at("/spec/bootstrap/recovery/recoveryTarget/targetTime")
                        .asText())
                .isEqualTo("2026-11-22T06:00:00Z");
        assertThat(cluster.at("/spec/plugins/0/parameters/serverName").asText())
                .isNotEmpty()
                .isNotEqualTo(cluster.at("/spec/externalClusters/0/plugin/parameters/serverName")
                        .asText());
    }

    /** However often one goes back, and even twice to the same instant or the end. */
    @Test
    void noTwoRecoveriesArchiveInOnePlace() {
        var names = new ArrayList<>(List.of("vouch-db"));
        for (String until : List.of("", "", "2026-11-22T06:00:00Z", "2026-11-22T06:00:00Z")) {
            String source = names.get(names.size() - 1);
            names.add(Chart.with("city", values -> values.withObjectProperty("postgres")
                            .withObjectProperty("recovery")
                            .put("enabled", true)
                            .put("source", source)
                            .put("until", until))
                    .one("Cluster", "vouch-db")
                    .at("/spec/plugins/0/parameters/serverName")
                    .asText());
        }
        assertThat(names).doesNotHaveDuplicates();
    }

    private static int seconds(String duration) {
        return Integer.parseInt(duration.replace("s", ""));
    }

    private static Stream<String> services() {
        return List.of(
                "vouch-identity-service", "vouch-healthcode-service", "vouch-testresult-service", "vouch-audit-service")
                .stream();
    }
}
