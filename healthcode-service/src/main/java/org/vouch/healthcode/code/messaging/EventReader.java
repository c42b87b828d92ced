package org.vouch.healthcode.code.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads of an event what this service needs; what is missing or of another form makes it malformed. */
@ApplicationScoped
class EventReader {
    private final ObjectMapper json;

    EventReader(ObjectMapper json) {
        this.json = json;
    }

    <T> T read(String payload, Class<T> type) {
        try {
            var value = json.readValue(payload, type);
            if (value == null) {
                throw new MalformedEvent("empty");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new MalformedEvent("not a " + type.getSimpleName());
        }
    }
}
