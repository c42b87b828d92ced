package org.vouch.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vouch.audit.testing.AuditTest;

/** The contract as it is served; {@code -Dvouch.snapshot=update} writes the snapshot anew. */
@AuditTest
class OpenApiTest {
    private static final Path SNAPSHOT = Path.of("openapi.json");
    private static final Set<String> VERBS = Set.of("get", "post", "put", "delete", "patch");
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    @Test
    void isTheOneInTheRepository() throws IOException {
        var served = JSON.writerWithDefaultPrettyPrinter()
                        .writeValueAsString(JSON.treeToValue(JSON.readTree(document()), Object.class))
                + "\n";
        if ("update".equals(System.getProperty("vouch.snapshot"))) {
            Files.writeString(SNAPSHOT, served);
        }
        assertThat(served).isEqualTo(Files.readString(SNAPSHOT));
    }

    @Test
    void everyOperationSaysHowItKnowsItsSubject() throws IOException {
        var paths = JSON.readTree(document()).path("paths");
        assertThat(paths.size()).isGreaterThan(5);
        paths.properties().forEach(path -> path.getValue().properties().stream()
                .filter(verb -> VERBS.contains(verb.getKey()))
                .forEach(verb -> assertThat(
                                verb.getValue().path("x-vouch-subject").asText())
                        .as("%s %s", verb.getKey(), path.getKey())
                        .isNotBlank()));
    }

    private static String document() {
        return given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }
}
