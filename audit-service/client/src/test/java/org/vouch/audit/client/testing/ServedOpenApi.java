package org.vouch.audit.client.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The document at {@code /q/openapi} of the service under test. */
public final class ServedOpenApi {
    private static final Path SNAPSHOT = Path.of("openapi.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;

    private ServedOpenApi(JsonNode document) {
        this.document = document;
    }

    public static ServedOpenApi get() {
        try {
            return new ServedOpenApi(JSON.readTree(given().queryParam("format", "json")
                    .get("/q/openapi")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode document() {
        return document;
    }

    /**
     * That the document is the one in the repository, so that a change of contract shows up in review;
     * {@code -Dvouch.snapshot=update} rewrites it.
     */
    public void isAsInTheRepository() {
        try {
            var served = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
            if ("update".equals(System.getProperty("vouch.snapshot"))) {
                Files.writeString(SNAPSHOT, served);
            }
            assertThat(served).isEqualTo(Files.readString(SNAPSHOT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How each operation ({@code get /v1/code}) knows its subject; {@code not said} where it does not tell. */
    public Map<String, String> subjects() {
        var subjects = new TreeMap<String, String>();
        document.get("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(verb -> subjects.put(
                        verb.getKey() + " " + path.getKey(),
                        verb.getValue().path("x-vouch-subject").asText("not said"))));
        return subjects;
    }
}
