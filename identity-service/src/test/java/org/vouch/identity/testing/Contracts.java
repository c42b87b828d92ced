package org.vouch.identity.testing;

import static org.assertj.core.api.Assertions.assertThat;

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

/** The schemas and examples of the events that this service writes. */
public final class Contracts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Contracts() {}

    public static JsonNode example(String event) {
        return file(event + ".v1.example.json");
    }

    public static void assertKept(String event, String payload) {
        try {
            assertThat(defects(event, JSON.readTree(payload))).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Set<ValidationMessage> defects(String event, JsonNode payload) {
        return JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(
                        file(event + ".v1.schema.json"),
                        SchemaValidatorsConfig.builder().build())
                .validate(payload, context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
    }

    private static JsonNode file(String name) {
        try (var in = Objects.requireNonNull(Contracts.class.getResourceAsStream("/contract/" + name))) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
