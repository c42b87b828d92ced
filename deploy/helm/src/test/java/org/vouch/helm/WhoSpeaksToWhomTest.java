package org.vouch.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.helm.Rendered.elements;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The flows of the design, and no other: over the network, in Kafka, from outside. */
class WhoSpeaksToWhomTest {
    private static final List<String> SERVICES = List.of("identity", "healthcode", "testresult", "audit");
    private static final Set<String> OUTSIDE = Set.of(
            "@gateway",
            "@prometheus",
            "@strimzi",
            "@cnpg-system",
            "@keda",
            "@dns",
            "@registry",
            "@api",
            "@backups",
            "@told",
            "@watch");

    /** Everything that is let through, and why. */
    private static final String FLOWS =
            """
            @gateway > identity-service:8081, healthcode-service:8082, testresult-service:8083, audit-service:8084
            @prometheus > identity-service:8081, healthcode-service:8082, testresult-service:8083, audit-service:8084
            # Keys of tokens; of testresult-service its own token as well.
            healthcode-service > identity-service:8081
            testresult-service > identity-service:8081
            audit-service > identity-service:8081
            # Whose sample it is.
            testresult-service > healthcode-service:8082
            # Portraits.
            identity-service > @registry:443
            # The log.
            audit-service > log-signer:8086, log-witness-one:8087, log-witness-two:8088
            # Alerts to whom does not look.
            audit-service > @told:443, @told:587
            # Events.
            identity-service > kafka:9093
            healthcode-service > kafka:9093
            testresult-service > kafka:9093
            audit-service > kafka:9093
            @keda > kafka:9093
            # Rows.
            identity-service > pooler:5432
            healthcode-service > pooler:5432
            testresult-service > pooler:5432
            audit-service > pooler:5432
            migration-identity > pooler:5432
            migration-healthcode > pooler:5432
            migration-testresult > pooler:5432
            migration-audit > pooler:5432
            pooler > postgres:5432
            postgres > postgres:5432, postgres:8000
            postgres > @backups:443
            # What makes an instance: initdb, a copy of the primary, a recovery.
            postgres-job > postgres:5432
            postgres-job > @backups:443
            # What runs Kafka and PostgreSQL.
            kafka > kafka:9090, kafka:9091
            entity-operator > kafka:9090, kafka:9091
            @strimzi > kafka:9090, kafka:9091, kafka:8443
            @cnpg-system > postgres:5432, postgres:8000
            entity-operator > @api:6443
            postgres > @api:6443
            postgres-job > @api:6443
            pooler > @api:6443
            @prometheus > postgres:9187, pooler:9127
            """;

    /** What each service writes, as its README says; what it reads is compared with its own configuration. */
    private static final Map<String, Set<String>> WRITES = Map.of(
            "identity", Set.of("identity.persons", "identity.revocations", "access.records"),
            "healthcode", Set.of("healthcode.colours", "access.records"),
            "testresult", Set.of("testresult.results", "access.records"),
            "audit",
                    Set.of(
                            "audit.enforcements",
                            "audit.thresholds",
                            "audit.alerts",
                            "access.records",
                            "audit-detection-*"));

    private static final Set<String> READ_BY_EVERY_SERVICE = Set.of("audit.enforcements", "identity.revocations");

    @TestFactory
    Stream<DynamicTest> theNetworkLetsThroughWhatTheDesignSaysAndNothingElse() {
        return Chart.PROFILES.stream()
                .map(profile -> DynamicTest.dynamicTest(profile, () -> {
                    var expected = flows();
                    if (profile.equals("laptop")) {
                        expected.remove("postgres > @backups:443");
                        expected.remove("postgres-job > @backups:443");
                    }
                    var chart = Chart.of(profile);
                    assertThat(allowed(chart, "Ingress")).isEqualTo(toUs(expected));
                    assertThat(allowed(chart, "Egress")).isEqualTo(byUs(expected));
                }));
    }

    /** Without it the service starts as one that is to tell nobody, or finds no way out and gives up after three days. */
    @TestFactory
    Stream<DynamicTest> whoeverIsToBeToldOfAlertsIsReachedWithTheirSecrets() {
        return Chart.PRODUCTION.stream()
                .map(profile -> DynamicTest.dynamicTest(profile, () -> {
                    var chart = Chart.of(profile);
                    var properties = LauncherAndChartTest.properties(chart, "audit-service");
                    assertThat(properties)
                            .containsEntry("vouch.notifications.webhook.url", "https://pager.example.org/vouch")
                            .containsEntry("vouch.notifications.mail.to", "auditors@example.org")
                            .containsEntry("quarkus.mailer.host", "mail.example.org")
                            .containsEntry("quarkus.mailer.start-tls", "REQUIRED");
                    var secrets = List.of("VOUCH_NOTIFICATIONS_WEBHOOK_SECRET", "QUARKUS_MAILER_PASSWORD");
                    assertThat(LauncherAndChartTest.environment(chart.one("Deployment", "vouch-audit-service")))
                            .containsAll(secrets);
                    assertThat(elements(chart.one("ExternalSecret", "vouch-audit-secrets")
                                            .at("/spec/data"))
                                    .map(entry -> entry.path("secretKey").asText()))
                            .containsAll(secrets);
                    var quiet = Chart.with(profile, values -> values.remove("notifications"));
                    assertThat(allowed(quiet, "Egress")).noneMatch(flow -> flow.contains("@told"));
                    assertThat(LauncherAndChartTest.environment(quiet.one("Deployment", "vouch-audit-service")))
                            .doesNotContainAnyElementsOf(secrets);
                }));
    }

    /** A port of its own would be open while another one is called: no portrait, no backup, nobody told. */
    @Test
    void theNetworkLetsThroughToThePortsThatAreCalled() {
        var chart = Chart.with("city", values -> {
            values.withObjectProperty("registry").put("url", "https://registry.example.gov:8443/v2");
            values.withObjectProperty("notifications")
                    .withObjectProperty("webhook")
                    .put("url", "https://pager.example.org:9443/vouch?on=call");
            values.withObjectProperty("postgres")
                    .withObjectProperty("backup")
                    .put("endpoint", "https://objects.example.org:9000");
        });
        assertThat(allowed(chart, "Egress"))
                .contains(
                        "identity-service > @registry:8443",
                        "audit-service > @told:9443",
                        "audit-service > @told:587",
                        "postgres > @backups:9000",
                        "postgres-job > @backups:9000")
                .noneMatch(flow -> flow.endsWith(":443"));
    }

    @TestFactory
    Stream<DynamicTest> tracesLeaveForACollectorThatIsNamedAndNobodyElseMay() {
        return Chart.PROFILES.stream()
                .map(profile -> DynamicTest.dynamicTest(profile, () -> {
                    var traced = Chart.with(profile, values -> values.putObject("tracing")
                            .put("endpoint", "http://collector.watch.svc:4317")
                            .put("namespace", "watch")
                            .put("ratio", 0.25));
                    var off = Chart.of(profile);
                    var more = new TreeSet<>(allowed(traced, "Egress"));
                    more.removeAll(allowed(off, "Egress"));
                    assertThat(more)
                            .containsExactlyInAnyOrderElementsOf(SERVICES.stream()
                                    .map(service -> service + "-service > @watch:4317")
                                    .toList());
                    assertThat(allowed(traced, "Ingress")).isEqualTo(allowed(off, "Ingress"));
                    SERVICES.forEach(service -> {
                        assertThat(LauncherAndChartTest.properties(traced, service + "-service"))
                                .containsEntry("vouch.tracing.endpoint", "http://collector.watch.svc:4317")
                                .containsEntry("vouch.tracing.ratio", "0.25");
                        assertThat(LauncherAndChartTest.properties(off, service + "-service")
                                        .stringPropertyNames())
                                .noneMatch(name -> name.startsWith("vouch.tracing"));
                    });
                }));
    }

    /** Or an app could give all that a person does one id, at every service. */
    @TestFactory
    Stream<DynamicTest> noTraceComesInFromOutside() {
        return SERVICES.stream()
                .map(service -> DynamicTest.dynamicTest(service, () -> {
                    var rules = elements(Chart.of("city")
                                    .one("HTTPRoute", "vouch-" + service + "-service")
                                    .at("/spec/rules"))
                            .toList();
                    assertThat(rules).isNotEmpty().allSatisfy(rule -> assertThat(elements(rule.path("filters"))
                                    .flatMap(filter -> elements(filter.at("/requestHeaderModifier/remove")))
                                    .map(JsonNode::asText))
                            .containsExactlyInAnyOrder("traceparent", "tracestate", "baggage"));
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatNoPolicyNamesIsDeniedInBothDirections() {
        return Chart.PROFILES.stream()
                .map(profile -> DynamicTest.dynamicTest(profile, () -> {
                    var nobody = Chart.of(profile).one("NetworkPolicy", "vouch-nobody");
                    assertThat(nobody.at("/spec/podSelector")).isEmpty();
                    assertThat(elements(nobody.at("/spec/policyTypes")).map(JsonNode::asText))
                            .containsExactly("Ingress", "Egress");
                    assertThat(nobody.at("/spec/ingress").isMissingNode()).isTrue();
                    assertThat(nobody.at("/spec/egress").isMissingNode()).isTrue();
                    // A rule without a peer or a port would be one for everybody.
                    assertThat(Chart.of(profile)
                                    .all("NetworkPolicy")
                                    .flatMap(policy -> Stream.concat(
                                            elements(policy.at("/spec/ingress")), elements(policy.at("/spec/egress")))))
                            .allMatch(rule -> !rule.path("ports").isEmpty()
                                    && (!rule.path("from").isEmpty()
                                            || !rule.path("to").isEmpty()));
                }));
    }

    @TestFactory
    Stream<DynamicTest> aServiceReadsAndWritesItsOwnTopicsOnly() {
        return SERVICES.stream()
                .map(service -> DynamicTest.dynamicTest(service, () -> {
                    var acls = Chart.of("city")
                            .one("KafkaUser", "vouch-" + service + "-service")
                            .at("/spec/authorization/acls");
                    assertThat(granted(acls, "topic", "Write"))
                            .isEqualTo(new TreeSet<>(WRITES.getOrDefault(service, Set.of())));
                    var configured = configuration(service);
                    var reads = new TreeSet<>(READ_BY_EVERY_SERVICE);
                    var groups = new TreeSet<String>();
                    configured.stringPropertyNames().forEach(key -> {
                        if (key.matches("mp\\.messaging\\.incoming\\..*\\.topic")) {
                            reads.add(configured.getProperty(key));
                        } else if (key.matches("mp\\.messaging\\.incoming\\..*\\.group\\.id")) {
                            groups.add(configured.getProperty(key));
                        }
                    });
                    String stream = configured.getProperty("quarkus.kafka-streams.application-id");
                    if (stream != null) {
                        reads.addAll(List.of(configured
                                .getProperty("quarkus.kafka-streams.topics")
                                .split(",")));
                        reads.add(stream + "-*");
                        groups.add(stream);
                        assertThat(granted(acls, "transactionalId", "Write")).containsExactly(stream + "*");
                    }
                    assertThat(granted(acls, "topic", "Read")).isEqualTo(reads);
                    assertThat(granted(acls, "group", "Read")).isEqualTo(groups);
                    assertThat(elements(acls)
                                    .map(acl -> acl.at("/resource/type").asText()))
                            .doesNotContain("cluster");
                    assertThat(acls.toString()).doesNotContain("\"All\"").doesNotContain("\"*\"");
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyCallOfTheContractIsReachedFromOutsideAndInternalOnesAreNot() {
        return SERVICES.stream()
                .map(service -> DynamicTest.dynamicTest(service, () -> {
                    var document = new ObjectMapper()
                            .readTree(Path.of("../../" + service + "-service/openapi.json")
                                    .toFile());
                    var prefixes = prefixes(service);
                    assertThat(document.path("paths")).isNotEmpty();
                    document.path("paths").properties().forEach(path -> assertThat(reached(prefixes, path.getKey()))
                            .as(path.getKey())
                            .isEqualTo(!path.getKey().startsWith("/internal")));
                    for (String closed : List.of(
                            "/", "/q/health", "/q/metrics", "/q/openapi", "/internal/v1/sample-subjects", "/v10")) {
                        assertThat(reached(prefixes, closed)).as(closed).isFalse();
                    }
                }));
    }

    /** No contract has them, and without them the page is a white one. */
    @Test
    void whatTheOperationsPageIsMadeOfIsReachedAsWell() throws Exception {
        var parts = Pattern.compile("\"(?:\\./)?((?:ops|kit)/[^\"]+)\"")
                .matcher(Files.readString(Path.of("../../audit-service/pages/src/main/web/ops/ops.html")))
                .results()
                .map(part -> "/" + part.group(1))
                .collect(Collectors.toSet());
        assertThat(parts).contains("/ops/app.js", "/kit/kit.css").allMatch(part -> reached(prefixes("audit"), part));
    }

    @Test
    void noRouteLeadsToTheLogsSignerOrItsWitnesses() {
        var backends = Chart.of("city")
                .all("HTTPRoute")
                .flatMap(route -> elements(route.at("/spec/rules")))
                .flatMap(rule -> elements(rule.path("backendRefs")))
                .map(backend -> backend.path("name").asText())
                .collect(Collectors.toSet());
        assertThat(backends)
                .isEqualTo(SERVICES.stream()
                        .map(service -> "vouch-" + service + "-service")
                        .collect(Collectors.toSet()));
    }

    @TestFactory
    Stream<DynamicTest> noLiteralSecretIsAnywhere() {
        return Chart.PROFILES.stream()
                .map(profile -> DynamicTest.dynamicTest(profile, () -> {
                    var chart = Chart.of(profile);
                    assertThat(chart.all("Secret")).isEmpty();
                    SERVICES.forEach(service -> LauncherAndChartTest.properties(chart, service + "-service")
                            .forEach((key, value) -> {
                                if (key.toString().matches(".*(password|secret|token$).*")) {
                                    assertThat(value.toString())
                                            .as(key.toString())
                                            .matches("\\$\\{[A-Z_]+}");
                                }
                            }));
                }));
    }

    @Test
    void productionTakesNoSecretOfDevelopment() {
        assertThat(Chart.of("laptop").objects())
                .anyMatch(object -> object.toString().contains("vouch-development-"));
        Chart.PRODUCTION.forEach(profile -> assertThat(Chart.of(profile).objects())
                .noneMatch(object -> object.toString().contains("-development-")));
    }

    @TestFactory
    Stream<DynamicTest> everySecretThatIsNeededComesFromTheStoreOrAnOperator() {
        return Chart.PRODUCTION.stream()
                .map(profile -> DynamicTest.dynamicTest(profile, () -> {
                    var chart = Chart.of(profile);
                    var needed = new TreeSet<String>();
                    chart.objects().forEach(object -> object.findValues("secretKeyRef")
                            .forEach(ref -> needed.add(ref.path("name").asText())));
                    chart.objects().forEach(object -> object.findValues("secretName")
                            .forEach(name -> needed.add(name.asText())));
                    var made = Stream.of(
                                    chart.all("ExternalSecret").map(one -> one.at("/spec/target/name")
                                            .asText()),
                                    chart.all("KafkaUser").map(Rendered::name),
                                    chart.all("Certificate").map(one -> one.at("/spec/secretName")
                                            .asText()),
                                    Stream.of("vouch-events-cluster-ca-cert", "vouch-db-ca"))
                            .flatMap(names -> names)
                            .collect(Collectors.toSet());
                    assertThat(needed).isNotEmpty().isSubsetOf(made);
                }));
    }

    private static Set<String> granted(JsonNode acls, String type, String operation) {
        return elements(acls)
                .filter(acl -> acl.at("/resource/type").asText().equals(type))
                .filter(acl -> elements(acl.path("operations"))
                        .anyMatch(one -> one.asText().equals(operation)))
                .map(acl -> acl.at("/resource/name").asText()
                        + (acl.at("/resource/patternType").asText().equals("prefix") ? "*" : ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties configuration(String service) throws IOException {
        var properties = new Properties();
        try (Reader text = new FileReader(
                "../../" + service + "-service/src/main/resources/application.properties", StandardCharsets.UTF_8)) {
            properties.load(text);
        }
        return properties;
    }

    private static Map<String, String> prefixes(String service) {
        return Chart.of("city")
                .all("HTTPRoute")
                .filter(route -> Rendered.name(route).equals("vouch-" + service + "-service"))
                .flatMap(route -> elements(route.at("/spec/rules")))
                .collect(Collectors.toMap(
                        rule -> rule.at("/matches/0/path/value").asText(),
                        rule -> rule.at("/filters/0/urlRewrite/path/replacePrefixMatch")
                                .asText()));
    }

    /** Whether a call under the service's own prefix comes to this path of it. */
    private static boolean reached(Map<String, String> prefixes, String path) {
        return prefixes.entrySet().stream().anyMatch(prefix -> {
            // PathPrefix matches whole parts of a path.
            String own = prefix.getValue();
            return prefix.getKey().endsWith(own) && (path.equals(own) || path.startsWith(own + "/"));
        });
    }

    private static Set<String> flows() {
        return FLOWS.lines()
                .filter(line -> !line.startsWith("#"))
                .flatMap(line ->
                        Stream.of(line.split(" > ")[1].split(", ")).map(to -> line.split(" > ")[0] + " > " + to))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> toUs(Set<String> flows) {
        return flows.stream()
                .filter(flow -> !flow.split(" > ")[1].startsWith("@"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> byUs(Set<String> flows) {
        return flows.stream().filter(flow -> !flow.startsWith("@")).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The pairs that the policies of one direction let through; names but no addresses are told by everybody who speaks to others. */
    private static Set<String> allowed(Rendered chart, String direction) {
        var pairs = new TreeSet<String>();
        boolean in = direction.equals("Ingress");
        chart.all("NetworkPolicy").forEach(policy -> {
            String own = party(policy.at("/spec/podSelector"));
            elements(policy.at(in ? "/spec/ingress" : "/spec/egress")).forEach(rule -> {
                for (String peer : peers(rule.path(in ? "from" : "to"))) {
                    elements(rule.path("ports")).forEach(port -> {
                        String at = ":" + port.path("port").asText();
                        if (!peer.equals("@dns")) {
                            pairs.add(in ? peer + " > " + own + at : own + " > " + peer + at);
                        }
                    });
                }
            });
        });
        return pairs;
    }

    private static List<String> peers(JsonNode list) {
        var peers = new ArrayList<String>();
        elements(list).forEach(peer -> {
            if (peer.has("podSelector")) {
                assertThat(peer.has("namespaceSelector")).isFalse();
                peers.add(party(peer.path("podSelector")));
            } else if (peer.has("namespaceSelector")) {
                String namespace = peer.at("/namespaceSelector/matchLabels/kubernetes.io~1metadata.name")
                        .asText();
                peers.add("@"
                        + Map.of("monitoring", "prometheus", "kube-system", "dns")
                                .getOrDefault(namespace, namespace));
            } else {
                String address = peer.at("/ipBlock/cidr").asText();
                peers.add(Map.of(
                                "198.51.100.0/28", "@registry",
                                "198.51.100.32/28", "@backups",
                                "198.51.100.64/28", "@told",
                                "10.96.0.1/32", "@api")
                        .getOrDefault(address, "an address that nobody named: " + address));
            }
        });
        assertThat(OUTSIDE)
                .containsAll(peers.stream().filter(peer -> peer.startsWith("@")).toList());
        return peers;
    }

    private static String party(JsonNode selector) {
        var labels = selector.path("matchLabels");
        if (labels.has("app.kubernetes.io/component")) {
            assertThat(labels.path("app.kubernetes.io/instance").asText()).isEqualTo(Chart.RELEASE);
            return labels.path("app.kubernetes.io/component").asText();
        }
        if (labels.has("strimzi.io/name")) {
            return labels.path("strimzi.io/name").asText().replace("vouch-events-", "");
        }
        if (labels.has("cnpg.io/poolerName")) {
            return "pooler";
        }
        if (labels.has("cnpg.io/cluster")) {
            return labels.has("cnpg.io/podRole") ? "postgres" : "postgres-job";
        }
        return "everybody";
    }

    /**
     * What operators start in this namespace, by the labels that they give it: CloudNativePG's pods of jobs have the cluster's but no
     * role of a pod (its pkg/specs/jobs.go), and the pooler's have the cluster's too. Whom no policy but the one of nobody selects
     * speaks to nobody: no standby would ever be made.
     */
    @TestFactory
    Stream<DynamicTest> everyPodOfAnOperatorsIsUnderThePolicyMeantForIt() {
        var cluster = Map.of("cnpg.io/cluster", "vouch-db");
        return Stream.of(
                        Map.entry("postgres", with(cluster, "cnpg.io/podRole", "instance")),
                        Map.entry("postgres-job", with(cluster, "cnpg.io/jobRole", "initdb")),
                        Map.entry("postgres-job", with(cluster, "cnpg.io/jobRole", "join")),
                        Map.entry("postgres-job", with(cluster, "cnpg.io/jobRole", "full-recovery")),
                        Map.entry(
                                "pooler",
                                with(
                                        with(cluster, "cnpg.io/podRole", "pooler"),
                                        "cnpg.io/poolerName",
                                        "vouch-db-pooler")),
                        Map.entry(
                                "kafka",
                                Map.of("strimzi.io/cluster", "vouch-events", "strimzi.io/name", "vouch-events-kafka")),
                        Map.entry(
                                "entity-operator",
                                Map.of(
                                        "strimzi.io/cluster",
                                        "vouch-events",
                                        "strimzi.io/name",
                                        "vouch-events-entity-operator")))
                .map(pod -> DynamicTest.dynamicTest(pod.toString(), () -> assertThat(Chart.of("city")
                                .all("NetworkPolicy")
                                .map(policy -> policy.at("/spec/podSelector"))
                                .filter(selector -> !selector.isEmpty() && selects(selector, pod.getValue()))
                                .map(WhoSpeaksToWhomTest::party))
                        .containsExactly(pod.getKey())));
    }

    private static Map<String, String> with(Map<String, String> labels, String name, String value) {
        var more = new HashMap<>(labels);
        more.put(name, value);
        return Map.copyOf(more);
    }

    private static boolean selects(JsonNode selector, Map<String, String> labels) {
        return selector.path("matchLabels").properties().stream()
                        .allMatch(label -> label.getValue().asText().equals(labels.get(label.getKey())))
                && elements(selector.path("matchExpressions")).allMatch(expression -> {
                    assertThat(expression.path("operator").asText()).isEqualTo("Exists");
                    return labels.containsKey(expression.path("key").asText());
                });
    }

    /** The table above is of the design's services: none of them is forgotten. */
    @Test
    void everyServiceIsInTheTable() throws IOException {
        try (var folders = Files.list(Path.of("../.."))) {
            assertThat(folders.map(folder -> folder.getFileName().toString()).filter(name -> name.endsWith("-service")))
                    .containsExactlyInAnyOrderElementsOf(
                            SERVICES.stream().map(name -> name + "-service").toList());
        }
    }
}
