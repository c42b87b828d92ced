package org.vouch.healthcode.code.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.edge.StrictJson;
import org.vouch.audit.client.inbox.EventReader;
import org.vouch.audit.client.inbox.MalformedEvent;
import org.vouch.healthcode.activation.PolicyActivated;
import org.vouch.healthcode.code.ColourChanged;
import org.vouch.healthcode.delegation.Scope;
import org.vouch.healthcode.facts.Outcome;
import org.vouch.healthcode.policy.Colour;
import org.vouch.healthcode.policy.PolicyId;

/** Bytes that services share: what this one sends is as its schema says, and it reads what its neighbours send. */
class ContractTest {
    private static final Path OWN = Path.of("src/main/resources/contract");
    private static final Path TESTRESULT = Path.of("../testresult-service/src/main/resources/contract");
    private static final Path IDENTITY = Path.of("../identity-service/src/main/resources/contract");

    private final ObjectMapper json = StrictJson.strict(new ObjectMapper().registerModule(new JavaTimeModule()));
    private final EventReader reader = new EventReader(json);

    @Test
    void theExampleOfAChangedColourIsAsTheSchemaSays() throws IOException {
        assertThat(schema().validate(Files.readString(OWN.resolve("colour-changed.v1.example.json")), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void aChangedColourIsWrittenAsTheExample() throws IOException {
        var example = json.readTree(Files.readString(OWN.resolve("colour-changed.v1.example.json")));
        var change = new ColourChanged(
                UUID.fromString("7c1f9a52-6f0e-4c6d-9f0b-2d5a6e0c1b11"),
                Colour.UNKNOWN,
                Colour.GREEN,
                new PolicyId("baseline", 1),
                Instant.parse("2026-11-24T08:15:00Z"),
                UUID.fromString("3b1d2c7e-92b5-4b43-8a39-6d5f0b7c9e10"),
                Instant.parse("2026-11-21T13:52:07.456789Z"));
        assertThat(json.readTree(json.writeValueAsString(change))).isEqualTo(example);
        var endless = new ColourChanged(
                change.person(), Colour.GREEN, Colour.RED, change.policy(), null, change.cause(), change.at());
        assertThat(schema().validate(json.writeValueAsString(endless), InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void theSchemaRefusesWhatIsNoChangedColour() throws IOException {
        var example = Files.readString(OWN.resolve("colour-changed.v1.example.json"));
        assertThat(schema().validate(example.replace("green", "purple"), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema().validate(example.replace("\"cause\"", "\"because\""), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void readsTheResultThatTestresultServiceSends() throws IOException {
        var reported = reader.read(
                Files.readString(TESTRESULT.resolve("result-reported.v1.example.json")), ResultReported.class);
        assertThat(reported.person()).isNotNull();
        assertThat(reported.fact().outcome()).isEqualTo(Outcome.NEGATIVE);
        assertThat(reported.fact().version()).isEqualTo(1);
        assertThat(reported.fact().sampledAt()).isBefore(reported.fact().reportedAt());
    }

    @Test
    void readsTheRequiredRetestThatTestresultServiceSends() throws IOException {
        var required = reader.read(
                Files.readString(TESTRESULT.resolve("retest-required.v1.example.json")), RetestRequired.class);
        assertThat(required.person()).isNotNull();
        assertThat(required.fact(UUID.randomUUID()).sampledAt()).isBefore(required.reportedAt());
    }

    @Test
    void readsTheErasureThatIdentityServiceSends() throws IOException {
        var erased =
                reader.read(Files.readString(IDENTITY.resolve("person-erased.v1.example.json")), PersonErased.class);
        assertThat(erased.person()).isNotNull();
    }

    @Test
    void readsTheDelegationsThatIdentityServiceSends() throws IOException {
        var granted = reader.read(
                        Files.readString(IDENTITY.resolve("delegation-granted.v1.example.json")),
                        DelegationGranted.class)
                .granted();
        assertThat(granted.scopes()).containsExactly(Scope.CODE, Scope.RESULTS);
        assertThat(granted.until()).isEqualTo("2027-05-01T00:00:00Z");
        assertThat(granted.helper()).isNotEqualTo(granted.dependant());
        var revoked = reader.read(
                        Files.readString(IDENTITY.resolve("delegation-revoked.v1.example.json")),
                        DelegationRevoked.class)
                .revoked();
        assertThat(revoked).isEqualTo(granted);
    }

    @Test
    void anEventWithoutItsPersonIsMalformed() {
        assertThatThrownBy(() -> reader.read("{\"at\":\"2026-11-22T08:00:00Z\"}", PersonErased.class))
                .isInstanceOf(MalformedEvent.class);
    }

    @Test
    void anActivatedPolicyIsWrittenAsTheExampleWhichIsAsTheSchemaSays() throws IOException {
        var example = Files.readString(OWN.resolve("policy-activated.v1.example.json"));
        assertThat(schema("policy-activated").validate(example, InputFormat.JSON))
                .isEmpty();
        var activated = new PolicyActivated(
                new PolicyId("baseline", 1),
                "9f2b6a0c1d7e4f8390a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f607",
                Instant.parse("2026-11-21T13:52:07.456789Z"));
        assertThat(json.readTree(json.writeValueAsString(activated))).isEqualTo(json.readTree(example));
    }

    private static JsonSchema schema() throws IOException {
        return schema("colour-changed");
    }

    private static JsonSchema schema(String event) throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        Files.readString(OWN.resolve(event + ".v1.schema.json")),
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
    }
}
