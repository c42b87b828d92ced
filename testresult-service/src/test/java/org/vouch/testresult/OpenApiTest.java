package org.vouch.testresult;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.vouch.testresult.testing.ServiceTest;

/** The document at {@code /q/openapi} is the one in the repository, so that a change of contract shows up in review. */
@ServiceTest
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
    void everyOperationSaysHowItKnowsItsSubject() {
        var subjects = new TreeMap<String, String>();
        document().get("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(verb -> subjects.put(
                        verb.getKey() + " " + path.getKey(),
                        verb.getValue().path("x-vouch-subject").asText("not said"))));
        assertThat(subjects)
                .containsEntry("get /v1/results", "self")
                .containsEntry("post /v1/results", "none")
                .containsEntry("post /v1/tubes", "none")
                .containsEntry("post /v1/tubes/{barcode}/samples", "pass,presence-proof")
                .containsEntry("post /v1/tubes/{barcode}/seal", "none")
                .hasSize(5);
    }

    private JsonNode document() {
        try {
            return json.readTree(RestAssured.given()
                    .queryParam("format", "json")
                    .get("/q/openapi")
                    .asString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
