package org.vouch.helm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong values are refused before anything is installed, in words that say which and why. */
class RefusalsTest {
    static Stream<Arguments> wrongValues() {
        return Stream.of(
                refused("city", values -> values.put("profile", "village"), "/profile", "'laptop', 'city', 'ministry'"),
                refused("city", values -> values.put("replicaCount", 3), "replicaCount", "not allowed"),
                refused(
                        "city",
                        values -> at(values, "services/identity").put("replica", 3),
                        "/services/identity",
                        "'replica' not allowed"),
                refused(
                        "city",
                        values -> at(values, "services/identity/replicas").put("min", "three"),
                        "/services/identity/replicas/min",
                        "want integer"),
                refused("city", values -> values.put("host", ""), "/host", "does not match"),
                refused("city", values -> values.put("host", "https://code.example.org"), "/host", "does not match"),
                refused(
                        "city",
                        values -> at(values, "registry").put("url", "http://registry.example.gov"),
                        "/registry/url",
                        "^https"),
                refused(
                        "city",
                        values -> at(values, "gateway").putArray("trustedProxies"),
                        "/gateway/trustedProxies",
                        "minItems"),
                refused(
                        "city",
                        values -> at(values, "images/digests").put("audit-service", "latest"),
                        "/images/digests/audit-service",
                        "sha256"),
                refused("laptop", values -> at(values, "images").put("tag", "latest"), "/images/tag", "not"),
                refused(
                        "city",
                        values -> at(values, "postgres").put("maxConnections", 200),
                        "connections together",
                        "maxConnections is 200"),
                refused(
                        "city",
                        values -> at(values, "secrets/store").put("name", ""),
                        "secrets.store.name",
                        "which store"),
                refused(
                        "city",
                        values -> at(values, "services/audit/replicas").put("max", 4),
                        "three partitions",
                        "never ready"),
                refused(
                        "city",
                        values -> at(values, "services/identity/replicas").put("min", 90),
                        "services.identity.replicas.min",
                        "above its max"),
                refused(
                        "city",
                        values ->
                                with(with(values, "autoscaling"), "requestRate").put("enabled", true),
                        "perReplica",
                        "Measure it"),
                refused(
                        "city",
                        values -> at(values, "postgres/backup").put("endpoint", ""),
                        "postgres.backup.endpoint",
                        "where do backups go"),
                refused(
                        "city",
                        values -> at(values, "notifications").putArray("cidrs"),
                        "notifications.cidrs",
                        "given up after three days"),
                refused(
                        "city",
                        values -> at(values, "notifications/mail").put("host", ""),
                        "notifications.mail.from or .host",
                        "by which server"),
                refused(
                        "city",
                        values -> at(values, "notifications/webhook").put("url", "http://pager.example.org"),
                        "/notifications/webhook/url",
                        "https"),
                refused(
                        "city",
                        values -> with(values, "tracing").put("endpoint", "http://collector.watch.svc:4318"),
                        "tracing.namespace",
                        "every span would be lost"),
                refused(
                        "city",
                        values -> with(values, "tracing").put("endpoint", "http://collector.watch.svc"),
                        "/tracing/endpoint",
                        "pattern"),
                refused(
                        "city",
                        values -> with(values, "tracing").put("endpoint", "http://collector:4318/v1/traces"),
                        "/tracing/endpoint",
                        "pattern"),
                refused("city", values -> with(values, "tracing").put("ratio", 1.1), "/tracing/ratio", "maximum"),
                refused(
                        "city",
                        values -> with(with(values, "settings"), "identity").put("vouch.registry.password", "x"),
                        "vouch.registry.password",
                        "'not' failed"),
                refused(
                        "city",
                        values -> with(with(values, "settings"), "identity").put("vouch.registry.key", "x"),
                        "vouch.registry.key",
                        "'not' failed"),
                refused(
                        "city",
                        values -> with(with(values, "settings"), "audit").put("vouch.log.signer.token", "x"),
                        "vouch.log.signer.token",
                        "'not' failed"),
                // A development secret, and whatever else production has none of.
                refused(
                        "city",
                        values -> at(values, "secrets").put("from", "development"),
                        "profile city is production",
                        "secrets.from must be external"),
                refused(
                        "ministry",
                        values -> at(values, "secrets").put("from", "development"),
                        "profile ministry is production",
                        "secrets.from must be external"),
                refused(
                        "laptop",
                        values -> at(values, "secrets").put("from", "external"),
                        "profile laptop",
                        "real secrets do not belong there"),
                refused(
                        "city",
                        values -> at(values, "images/digests").remove("identity-service"),
                        "images.digests.identity-service",
                        "never by tag"),
                refused(
                        "ministry",
                        values -> at(values, "postgres").put("image", "postgresql:18"),
                        "postgres.image",
                        "never by tag"),
                refused(
                        "city",
                        values -> at(values, "postgres/backup").put("enabled", false),
                        "postgres.backup.enabled",
                        "production has backups"),
                refused("city", values -> at(values, "postgres").put("instances", 1), "postgres.instances", "below 3"),
                refused("city", values -> with(values, "kafka").put("replicas", 1), "kafka.replicas", "below 3"),
                refused("city", values -> with(values, "kafka").put("minInSync", 1), "kafka.minInSync", "below 2"),
                refused(
                        "city",
                        values -> at(values, "services/healthcode/replicas").put("min", 1),
                        "services.healthcode.replicas.min",
                        "without a failed request"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("wrongValues")
    void areRefused(String profile, Consumer<ObjectNode> change, String which, String why) {
        assertThatThrownBy(() -> Chart.with(profile, change))
                .hasMessageContaining(which)
                .hasMessageContaining(why);
    }

    @Test
    void withoutAProfileNothingIsInstalled() {
        assertThatThrownBy(() -> Chart.with("city", values -> values.put("profile", "")))
                .hasMessageContaining("/profile");
    }

    /** What a profile itself gives is not what an installation has to give. */
    @Test
    void noProfileAndNoDefaultHoldsWhatIsGivenFromOutside() throws Exception {
        for (String profile : Chart.PROFILES) {
            assertThatThrownBy(() -> Chart.template(Chart.read(Path.of("vouch/profiles/" + profile + ".yaml"))))
                    .hasMessageContaining("/host")
                    .hasMessageContaining("/images/registry")
                    .hasMessageContaining("/registry/url")
                    .hasMessageContaining("/log/origin")
                    .hasMessageContaining("/gateway/issuer/name");
        }
        try (var files = Files.walk(Chart.FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContainPattern("(?i)BEGIN [A-Z ]*PRIVATE KEY");
            }
        }
    }

    private static Arguments refused(String profile, Consumer<ObjectNode> change, String which, String why) {
        return Arguments.of(profile, change, which, why);
    }

    private static ObjectNode at(ObjectNode values, String path) {
        return (ObjectNode) values.at("/" + path);
    }

    private static ObjectNode with(ObjectNode values, String name) {
        return values.withObjectProperty(name);
    }
}
