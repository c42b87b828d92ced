package org.vouch.testresult;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.testresult.testing.Api;
import org.vouch.testresult.testing.Events;
import org.vouch.testresult.testing.ServiceTest;

/** What consumers read of this service: the published examples and the events as they really are in Kafka. */
@ServiceTest
class ContractTest {
    private static final String RESULTS = "testresult.results";

    private final ObjectMapper json = new ObjectMapper();

    @BeforeEach
    void ready() {
        Api.awaitReady();
    }

    @ParameterizedTest
    @ValueSource(strings = {"result-reported", "sample-taken", "retest-required"})
    void everyExampleKeepsToItsSchemaAndTheSchemaIsStrict(String event) throws IOException {
        var example = read(event + ".v1.example.json");
        assertThat(defects(event, example)).isEmpty();
        assertThat(defects(event, ((ObjectNode) example.deepCopy()).put("name", "somebody")))
                .isNotEmpty();
        example.fieldNames()
                .forEachRemaining(field -> assertThat(defects(event, ((ObjectNode) example.deepCopy()).without(field)))
                        .as(field)
                        .isNotEmpty());
        assertThat(defects(event, ((ObjectNode) example.deepCopy()).put("sampledAt", "2026-11-21T08:15:00")))
                .isNotEmpty();
    }

    @Test
    void samplesAndResultsAreProducedByTheirSchemas() throws IOException {
        var person = UUID.randomUUID();
        var barcode = Api.openTube(1);
        var accession = Api.fresh("A");
        Api.take(barcode, person);
        Api.reportOne(Api.report(barcode, "positive", accession)).statusCode(200);

        var taken = produced(person, "SampleTaken", "sample-taken");
        assertThat(taken.get("tube").textValue()).isEqualTo(barcode);
        assertThat(taken.get("site").textValue()).isEqualTo("Station East");
        var reported = produced(person, "ResultReported", "result-reported");
        assertThat(reported.get("tube").textValue()).isEqualTo(barcode);
        assertThat(reported.get("outcome").textValue()).isEqualTo("positive");
        assertThat(reported.get("lab").textValue()).isEqualTo("first-lab");
        assertThat(reported.get("accession").textValue()).isEqualTo(accession);
        assertThat(reported.get("sampledAt")).isEqualTo(taken.get("sampledAt"));
    }

    @Test
    void retestsAreProducedByTheirSchema() throws IOException {
        var person = UUID.randomUUID();
        var barcode = Api.openTube(5);
        Api.take(barcode, person, UUID.randomUUID());
        Api.reportOne(Api.report(barcode, "positive", Api.fresh("A"))).statusCode(200);

        assertThat(produced(person, "RetestRequired", "retest-required")
                        .get("tube")
                        .textValue())
                .isEqualTo(barcode);
    }

    @Test
    void eventsCarryTheirCloudEventsAttributes() {
        var person = UUID.randomUUID();
        Api.take(Api.openTube(1), person);
        var record = Events.of(RESULTS, person.toString(), 1).get(0);

        assertThat(Events.header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(Events.header(record, "ce_source")).isEqualTo("/testresult-service");
        assertThat(Events.header(record, "ce_type")).isEqualTo("org.vouch.testresult.SampleTaken.v1");
        assertThat(UUID.fromString(Events.header(record, "ce_id")).version()).isEqualTo(4);
    }

    private JsonNode produced(UUID person, String type, String event) throws IOException {
        var payload = json.readTree(Events.only(RESULTS, person, "org.vouch.testresult." + type + ".v1"));
        assertThat(defects(event, payload)).isEmpty();
        assertThat(payload.get("person").textValue()).isEqualTo(person.toString());
        return payload;
    }

    private Set<ValidationMessage> defects(String event, JsonNode payload) {
        return schema(event)
                .validate(payload, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
    }

    private JsonSchema schema(String event) {
        try {
            return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(
                            read(event + ".v1.schema.json"),
                            SchemaValidatorsConfig.builder().build());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode read(String file) throws IOException {
        try (var in = Objects.requireNonNull(getClass().getResourceAsStream("/contract/" + file))) {
            return json.readTree(in);
        }
    }
}
