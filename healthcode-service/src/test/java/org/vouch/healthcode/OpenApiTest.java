package org.vouch.healthcode;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.vouch.healthcode.testing.HealthcodeTest;

/** The document at {@code /q/openapi} is the one in the repository, so that a change of contract shows up in review. */
@HealthcodeTest
class OpenApiTest {
    private static final Path SNAPSHOT = Path.of("openapi.json");

    private final ObjectMapper json = new ObjectMapper();

    /** {@code -Dvouch.snapshot=update} rewrites it. */
    @Test
    void isAsInTheRepository() throws IOException {
        var served = json.writerWithDefaultPrettyPrinter().writeValueAsString(document()) + "\n";
        if ("update".equals(System.getProperty("vouch.snapshot"))) {
            Files.writeString(SNAPSHOT, served);
        }
        assertThat(served).isEqualTo(Files.readString(SNAPSHOT));
    }

    @Test
    void everyOperationSaysHowItKnowsItsSubject() throws IOException {
        var subjects = new TreeMap<String, String>();
        document().get("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(verb -> subjects.put(
                        verb.getKey() + " " + path.getKey(),
                        verb.getValue().path("x-vouch-subject").asText("not said"))));
        assertThat(subjects)
                .containsEntry("get /v1/code", "self")
                .containsEntry("get /v1/code/explanation", "self")
                .containsEntry("post /v1/code/forecast", "self")
                .containsEntry("get /v1/pass", "self")
                .containsEntry("post /v1/scans", "pass")
                .containsEntry("post /v1/proxy-lookups", "presence-proof")
                .containsEntry("post /internal/v1/sample-subjects", "pass,presence-proof")
                .containsEntry("get /.well-known/pass-keys.json", "none")
                .hasSize(8);
    }

    private JsonNode document() throws IOException {
        return json.readTree(
                given().queryParam("format", "json").get("/q/openapi").asString());
    }
}
