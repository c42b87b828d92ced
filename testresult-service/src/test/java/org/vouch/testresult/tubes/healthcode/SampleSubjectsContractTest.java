package org.vouch.testresult.tubes.healthcode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.edge.StrictJson;
import org.vouch.testresult.tubes.healthcode.SampleSubjectsEndpoint.Asking;
import org.vouch.testresult.tubes.healthcode.SampleSubjectsEndpoint.Found;
import org.vouch.testresult.tubes.healthcode.SampleSubjectsEndpoint.Wanted;

/** What this service says to healthcode-service and reads of it is what healthcode-service documents. */
class SampleSubjectsContractTest {
    private static final Path DOCUMENT = Path.of("../healthcode-service/openapi.json");

    private final ObjectMapper json = StrictJson.strict(new ObjectMapper());

    @Test
    void asksForExactlyOneAndLeavesTheOtherOut() throws IOException {
        var collector = new Asking("site-1", "Site One");
        assertThat(json.writeValueAsString(new Wanted("a pass", null, collector, "Station East")))
                .isEqualTo("{\"pass\":\"a pass\",\"collector\":{\"id\":\"site-1\",\"label\":\"Site One\"},"
                        + "\"site\":\"Station East\"}");
        assertThat(json.writeValueAsString(new Wanted(null, "a proof", new Asking("site-1", null), "Station East")))
                .isEqualTo(
                        "{\"presenceProof\":\"a proof\",\"collector\":{\"id\":\"site-1\"},\"site\":\"Station East\"}");
    }

    @Test
    void readsThePersonAndBearsFurtherFields() throws IOException {
        var person = UUID.fromString("7c1f9a52-6f0e-4c6d-9f0b-2d5a6e0c1b11");
        Found found = json.readerFor(Found.class).readValue("{\"person\":\"" + person + "\",\"later\":1}");
        assertThat(found.person()).isEqualTo(person);
    }

    @Test
    void healthcodeServiceDocumentsTheCallSo() throws IOException {
        var document = json.readTree(Files.readString(DOCUMENT));
        var call = document.at("/paths/~1internal~1v1~1sample-subjects/post");

        var asked = resolved(document, call.at("/requestBody/content/application~1json/schema"));
        assertThat(asked.get("properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("pass", "presenceProof", "collector", "site");
        assertThat(asked.get("required"))
                .extracting(JsonNode::textValue)
                .containsExactlyInAnyOrder("collector", "site");
        assertThat(resolved(document, asked.at("/properties/collector"))
                        .get("properties")
                        .fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "label");
        var answered = resolved(document, call.at("/responses/200/content/application~1json/schema"));
        assertThat(resolved(document, answered.at("/properties/person"))
                        .get("format")
                        .textValue())
                .isEqualTo("uuid");
        assertThat(call.get("responses").fieldNames()).toIterable().contains("403", "409", "422");
    }

    private static JsonNode resolved(JsonNode document, JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.get("$ref").textValue().substring(1)) : schema;
    }
}
