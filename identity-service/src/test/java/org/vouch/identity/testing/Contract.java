package org.vouch.identity.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;

/** The events of this service as it promises them. */
public final class Contract {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Contract() {}

    public static JsonNode example(String event) {
        return file(event + ".v1.example.json");
    }

    /** In what the payload is not as the event's schema says. */
    public static Set<ValidationMessage> defects(String event, JsonNode payload) {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(
                        file(event + ".v1.schema.json"),
                        SchemaValidatorsConfig.builder().build())
                .validate(payload, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
    }

    private static JsonNode file(String name) {
        try (var in = Objects.requireNonNull(Contract.class.getResourceAsStream("/contract/" + name))) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
