package org.vouch.helm;

import static org.vouch.helm.Rendered.containers;
import static org.vouch.helm.Rendered.elements;
import static org.vouch.helm.Rendered.kind;
import static org.vouch.helm.Rendered.pod;
import static org.vouch.helm.Rendered.podLabels;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** What every workload is held to, one that somebody adds tomorrow included. */
enum WorkloadPolicy {
    RUNS_AS_NOBODY((chart, workload) ->
            pod(workload).at("/securityContext/runAsNonRoot").asBoolean()
                    && pod(workload).at("/securityContext/runAsUser").asInt() > 0
                    && containers(workload).stream().allMatch(container -> container
                            .at("/securityContext/runAsNonRoot")
                            .asBoolean())),
    HAS_NO_PRIVILEGE((chart, workload) -> containers(workload).stream()
            .map(container -> container.path("securityContext"))
            .allMatch(security -> security.has("allowPrivilegeEscalation")
                    && !security.path("allowPrivilegeEscalation").asBoolean()
                    && !security.path("privileged").asBoolean()
                    && security.at("/capabilities/drop/0").asText().equals("ALL")
                    && !security.path("capabilities").has("add"))),
    IS_FILTERED_BY_SECCOMP((chart, workload) ->
            pod(workload).at("/securityContext/seccompProfile/type").asText().equals("RuntimeDefault")),
    STANDS_APART_FROM_ITS_NODE((chart, workload) -> Stream.of("hostNetwork", "hostPID", "hostIPC")
                    .noneMatch(shared -> pod(workload).path(shared).asBoolean())
            && containers(workload).stream()
                    .flatMap(container -> elements(container.path("ports")))
                    .noneMatch(port -> port.has("hostPort"))
            && elements(pod(workload).path("volumes"))
                    .allMatch(volume -> Stream.of("emptyDir", "configMap", "secret", "projected")
                            .anyMatch(volume::has))),
    WRITES_TO_NOTHING_BUT_WHAT_IT_HAS_FOR_IT((chart, workload) -> containers(workload).stream()
            .allMatch(container -> container
                            .at("/securityContext/readOnlyRootFilesystem")
                            .asBoolean()
                    && elements(container.path("volumeMounts"))
                            .anyMatch(mount -> mount.path("mountPath").asText().equals("/tmp")
                                    && bounded(workload, mount.path("name").asText())))),
    TALKS_TO_NO_API_SERVER((chart, workload) -> pod(workload).has("automountServiceAccountToken")
            && !pod(workload).path("automountServiceAccountToken").asBoolean()
            && pod(workload).has("enableServiceLinks")
            && !pod(workload).path("enableServiceLinks").asBoolean()),
    HAS_AN_IDENTITY_OF_ITS_OWN((chart, workload) -> {
        String account = pod(workload).path("serviceAccountName").asText();
        return chart.all("ServiceAccount")
                        .filter(one -> Rendered.name(one).equals(account))
                        .anyMatch(one -> one.has("automountServiceAccountToken")
                                && !one.path("automountServiceAccountToken").asBoolean())
                && chart.workloads()
                                .filter(other -> !kind(other).equals("Job"))
                                .filter(other -> pod(other)
                                        .path("serviceAccountName")
                                        .asText()
                                        .equals(account))
                                .count()
                        == 1;
    }),
    SAYS_WHAT_IT_NEEDS(
            (chart, workload) -> containers(workload).stream().allMatch(container -> Stream.of("requests", "limits")
                    .flatMap(bound -> Stream.of("cpu", "memory", "ephemeral-storage")
                            .map(resource -> "/resources/" + bound + "/" + resource))
                    .noneMatch(place -> container.at(place).isMissingNode()))),
    TELLS_THE_TRUTH_ABOUT_ITSELF((chart, workload) -> kind(workload).equals("Job")
            || containers(workload).stream()
                    .allMatch(container -> Stream.of("startupProbe", "readinessProbe", "livenessProbe")
                                    .allMatch(probe -> container
                                                    .at("/" + probe + "/httpGet/port")
                                                    .asText()
                                                    .equals("http")
                                            && probed(container
                                                    .at("/" + probe + "/httpGet/path")
                                                    .asText()))
                            && elements(container.path("ports"))
                                    .anyMatch(port -> port.path("name").asText().equals("http")))),
    GOES_WITHOUT_A_FAILED_REQUEST((chart, workload) -> kind(workload).equals("Job")
            || containers(workload).stream()
                    .allMatch(container ->
                            container.at("/lifecycle/preStop/sleep/seconds").asInt() > 0
                                    && pod(workload)
                                                    .path("terminationGracePeriodSeconds")
                                                    .asInt()
                                            > container
                                                    .at("/lifecycle/preStop/sleep/seconds")
                                                    .asInt())),
    IS_RANKED((chart, workload) -> chart.all("PriorityClass").anyMatch(one -> Rendered.name(one)
            .equals(pod(workload).path("priorityClassName").asText()))),
    IS_SPREAD_OVER_ZONES((chart, workload) -> kind(workload).equals("Job")
            || elements(pod(workload).path("topologySpreadConstraints"))
                    .anyMatch(spread -> spread.path("topologyKey").asText().endsWith("/zone")
                            && selects(spread.at("/labelSelector/matchLabels"), podLabels(workload)))),
    IS_NOT_EVICTED_ALL_AT_ONCE((chart, workload) -> kind(workload).equals("Job")
            || chart.all("PodDisruptionBudget")
                            .filter(budget -> selects(budget.at("/spec/selector/matchLabels"), podLabels(workload)))
                            .filter(budget -> budget.at("/spec/maxUnavailable").asInt() == 1)
                            .count()
                    == 1),
    IS_SPOKEN_TO_BY_NOBODY_WHO_IS_NOT_NAMED((chart, workload) -> chart.all("NetworkPolicy")
                    .filter(policy -> selects(policy.at("/spec/podSelector/matchLabels"), podLabels(workload)))
                    .filter(policy ->
                            !policy.at("/spec/podSelector/matchLabels").isMissingNode())
                    .filter(policy -> policy.at("/spec/policyTypes").size() == 2)
                    .count()
            == 1),
    GETS_ITS_SECRETS_FROM_SECRETS((chart, workload) -> containers(workload).stream()
            .flatMap(container -> elements(container.path("env")))
            .filter(entry -> entry.path("name").asText().matches(".*(SECRET|PASSWORD|TOKEN|_KEY).*"))
            .allMatch(entry ->
                    entry.at("/valueFrom/secretKeyRef/name").asText().startsWith("vouch-") && !entry.has("value"))),
    RUNS_A_KNOWN_IMAGE((chart, workload) -> containers(workload).stream().allMatch(container -> container
            .path("image")
            .asText()
            .matches("registry\\.example\\.org/vouch/[a-z-]+@sha256:[0-9a-f]{64}")));

    private final BiPredicate<Rendered, JsonNode> kept;

    WorkloadPolicy(BiPredicate<Rendered, JsonNode> kept) {
        this.kept = kept;
    }

    boolean keptBy(Rendered chart, JsonNode workload) {
        return kept.test(chart, workload);
    }

    /** As a selector of labels does; one without any selects everybody. */
    static boolean selects(JsonNode labels, JsonNode pods) {
        return labels.properties().stream().map(Map.Entry::getKey).allMatch(label -> labels.path(label)
                .equals(pods.path(label)));
    }

    private static boolean probed(String path) {
        return Set.of("/q/health/started", "/q/health/ready", "/q/health/live", "/checkpoint", "/ready")
                .contains(path);
    }

    private static boolean bounded(JsonNode workload, String volume) {
        return elements(pod(workload).path("volumes"))
                .anyMatch(one -> one.path("name").asText().equals(volume)
                        && one.path("emptyDir").has("sizeLimit"));
    }
}
