package org.vouch.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.vouch.log.signer.SignerServer;
import org.vouch.log.witness.WitnessServer;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** What the build lays into an image, and what the chart expects to find there; {@code deploy/images} starts both together. */
class ImagesAndChartTest {
    private static final Path REPOSITORY = Path.of("../..");
    private static final String IMAGES = "/project/profiles/profile[id='images']";
    private static final String JIB =
            IMAGES + "/build/plugins/plugin[artifactId='jib-maven-plugin']/executions/execution/configuration";

    private final Document root = read(REPOSITORY.resolve("pom.xml"));

    @Test
    void theLogsProgramsAreWhereTheirClassPathLooks() {
        // Quarkus puts every library of a service into lib/main.
        assertThat(text(root, IMAGES + "/properties/quarkus.package.jar.type")).containsExactly("aot-jar");
        assertThat(text(root, JIB + "/extraDirectories/paths/path[from='${project.build.directory}/quarkus-app']/into"))
                .containsExactly("/app");
        assertThat(text(
                        read(REPOSITORY.resolve("audit-service/pom.xml")),
                        "/project/dependencies/dependency/artifactId"))
                .contains("audit-log");
        assertThat(logs().map(workload ->
                        command(workload).get(command(workload).indexOf("-cp") + 1)))
                .hasSize(3)
                .containsOnly("/app/lib/main/*");
        assertThat(logs().map(workload ->
                        command(workload).get(command(workload).indexOf("-cp") + 2)))
                .containsOnly(SignerServer.class.getName(), WitnessServer.class.getName());
        assertThat(logs().map(workload -> image(workload))).allMatch(image -> image.contains("/audit-service@"));
    }

    @TestFactory
    Stream<DynamicTest> everyPodRunsAsTheUserOfItsImage() {
        List<String> user = text(root, JIB + "/container/user");
        assertThat(user).hasSize(1);
        return Chart.PROFILES.stream()
                .map(profile -> DynamicTest.dynamicTest(profile, () -> assertThat(Chart.of(profile)
                                .workloads()
                                .map(workload -> Rendered.pod(workload).path("securityContext"))
                                .map(security -> security.path("runAsUser").asText() + ":"
                                        + security.path("runAsGroup").asText()))
                        .isNotEmpty()
                        .containsOnly(user.get(0))));
    }

    @Test
    void thereIsAnImageForEachOneThatTheChartRuns() throws IOException {
        try (var folders = Files.list(REPOSITORY)) {
            List<String> built = folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .filter(folder -> text(read(folder.resolve("pom.xml")), "/project/properties/vouch.image.skip")
                            .contains("false"))
                    .map(folder -> folder.getFileName().toString())
                    .toList();
            assertThat(Chart.of("city").workloads().map(workload -> image(workload)
                            .replaceFirst("^.*/(.*)@.*$", "$1")))
                    .containsAll(built)
                    .isSubsetOf(built);
        }
    }

    private static Stream<JsonNode> logs() {
        return Chart.of("city").all("StatefulSet");
    }

    private static String image(JsonNode workload) {
        return Rendered.containers(workload).get(0).path("image").asText();
    }

    private static List<String> command(JsonNode workload) {
        return Rendered.elements(Rendered.containers(workload).get(0).path("command"))
                .map(JsonNode::asText)
                .toList();
    }

    private static List<String> text(Document document, String path) {
        try {
            var found =
                    (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
            return Stream.iterate(0, n -> n < found.getLength(), n -> n + 1)
                    .map(n -> found.item(n).getTextContent())
                    .toList();
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }

    private static Document read(Path pom) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
        } catch (Exception e) {
            throw new IllegalStateException("cannot read " + pom, e);
        }
    }
}
