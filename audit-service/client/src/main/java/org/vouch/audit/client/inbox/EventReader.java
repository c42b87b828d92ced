package org.vouch.audit.client.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads of an event what a service needs; what is missing or of another form makes it malformed. */
@ApplicationScoped
public class EventReader {
    private final ObjectMapper json;

    public EventReader(ObjectMapper json) {
        this.json = json;
    }

    public <T> T read(String payload, Class<T> type) {
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
