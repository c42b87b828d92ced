package org.vouch.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.vouch.identity.testing.ServiceTest;

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
                .containsEntry("post /oauth2/token", "none")
                .containsEntry("get /.well-known/jwks.json", "none")
                .containsEntry("get /.well-known/oauth-authorization-server", "none")
                .containsEntry("post /v1/face-sessions", "none")
                .containsEntry("post /v1/face-sessions/{id}/frames", "none")
                .containsEntry("post /v1/enrolments", "face")
                .containsEntry("post /v1/presence-checks", "face")
                .containsEntry("get /v1/me", "self")
                .containsEntry("delete /v1/me/face", "none")
                .containsEntry("delete /v1/me", "none")
                .hasSize(10);
    }

    /** P3: no schema of an answer has room for a picture or a template. */
    @Test
    void noAnswerHoldsAPicture() {
        document().get("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(verb -> verb.getValue().path("responses").forEach(response -> response.path("content")
                        .properties()
                        .forEach(content -> {
                            assertThat(content.getKey()).isEqualTo("application/json");
                            assertThat(content.getValue().toString()).doesNotContain("binary");
                        }))));
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
