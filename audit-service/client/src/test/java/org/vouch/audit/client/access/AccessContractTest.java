package org.vouch.audit.client.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vouch.audit.client.access.AccessRecord.Outcome;
import org.vouch.audit.client.access.AccessRecord.Requester;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.edge.StrictJson;

/** What this module writes is what its contract says. */
class AccessContractTest {
    private static final ObjectMapper JSON = StrictJson.strict(new ObjectMapper().registerModule(new JavaTimeModule()));

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void theExampleIsWhatTheSchemaSays(Outcome outcome) throws IOException {
        assertThat(schema(outcome).validate(example(outcome))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void theExampleIsWhatTheCodeReadsAndWrites(Outcome outcome) throws IOException {
        var record = JSON.treeToValue(example(outcome), AccessRecord.class);
        assertThat(record.outcome()).isEqualTo(outcome);
        assertThat(JSON.readTree(JSON.writeValueAsString(record))).isEqualTo(example(outcome));
    }

    @ParameterizedTest
    @EnumSource(CallerKind.class)
    void everyKindOfRequesterIsInTheContract(CallerKind kind) throws IOException {
        var record = granted(kind, UUID.randomUUID());
        assertThat(schema(Outcome.GRANTED).validate(JSON.valueToTree(record))).isEmpty();
    }

    @Test
    void theExamplesOfWhatProducersSayOfThemselvesAreWhatTheirSchemasSay() throws IOException {
        for (var event : List.of("producer-reported", "acts-reported")) {
            assertThat(schema(event).validate(read(event, "example"))).isEmpty();
        }
    }

    @Test
    void nothingIsGrantedAboutNobody() throws IOException {
        var record = granted(CallerKind.RESIDENT, null);
        assertThat(schema(Outcome.GRANTED).validate(JSON.valueToTree(record))).isNotEmpty();
    }

    @Test
    void aGrantIsNoRefusal() throws IOException {
        assertThat(schema(Outcome.REFUSED).validate(example(Outcome.GRANTED))).isNotEmpty();
    }

    private static AccessRecord granted(CallerKind kind, @Nullable UUID subject) {
        return new AccessRecord(
                UUID.randomUUID(),
                Instant.parse("2026-11-22T08:15:30Z"),
                "healthcode-service",
                1,
                new Requester("somebody", kind, null),
                subject,
                "proxy-lookup",
                null,
                null,
                Outcome.GRANTED,
                null,
                null,
                null,
                "4be1c7d0925f3a681e0b9c4d7f2a5836");
    }

    private static JsonSchema schema(Outcome outcome) throws IOException {
        return schema("access-" + outcome.wire());
    }

    private static JsonSchema schema(String event) throws IOException {
        var config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(read(event, "schema"), config);
    }

    private static JsonNode example(Outcome outcome) throws IOException {
        return read("access-" + outcome.wire(), "example");
    }

    private static JsonNode read(String event, String what) throws IOException {
        try (var in = AccessContractTest.class.getResourceAsStream("/contract/" + event + ".v1." + what + ".json")) {
            return JSON.readTree(in);
        }
    }
}
