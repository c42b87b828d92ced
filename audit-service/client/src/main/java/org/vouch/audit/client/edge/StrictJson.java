package org.vouch.audit.client.edge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * Takes JSON by the letter: no unknown or duplicate field, no number for a text, no fraction for an integer, nothing
 * behind the value, no encoding but UTF-8, no time without a zone; gives times as RFC 3339 text in UTC. An error never quotes its source.
 */
@Singleton
public class StrictJson implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper json) {
        strict(json);
    }

    public static ObjectMapper strict(ObjectMapper json) {
        json.getFactory().configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature(), true);
        inUtf8(json.getFactory());
        json.getFactory().configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION.mappedFeature(), false);
        json.configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, true);
        json.configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, true);
        json.configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, true);
        json.configure(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS, true);
        json.configure(DeserializationFeature.ACCEPT_FLOAT_AS_INT, false);
        json.setConfig(json.getDeserializationConfig().without(MapperFeature.ALLOW_COERCION_OF_SCALARS));
        json.configure(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, false);
        json.configure(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS, false);
        var text = json.coercionConfigFor(LogicalType.Textual);
        for (var shape : new CoercionInputShape[] {
            CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean
        }) {
            text.setCoercion(shape, CoercionAction.Fail);
        }
        json.registerModule(new SimpleModule("strict")
                .addDeserializer(String.class, new StorableText())
                .addDeserializer(Instant.class, Rfc3339.instants())
                .addDeserializer(OffsetDateTime.class, Rfc3339.offsetDateTimes()));
        return json;
    }

    /** Deprecated in favour of the factory's builder; this factory is Quarkus's. */
    @SuppressWarnings("deprecation")
    private static void inUtf8(JsonFactory factory) {
        factory.setInputDecorator(new Utf8Alone());
    }

    /** After the modules that Quarkus brings: the last deserializer of a type wins. */
    @Override
    public int priority() {
        return MINIMUM_PRIORITY;
    }
}
