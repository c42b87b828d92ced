package org.vouch.audit.detection.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.vouch.audit.detection.Alert;

/** Alerts as JSON. */
final class AlertSerde implements Serde<Alert> {
    private final ObjectMapper json;

    AlertSerde(ObjectMapper json) {
        this.json = json;
    }

    @Override
    public Serializer<Alert> serializer() {
        return (topic, alert) -> write(alert);
    }

    @Override
    public Deserializer<Alert> deserializer() {
        return (topic, bytes) -> read(bytes);
    }

    private byte[] write(Alert alert) {
        try {
            return json.writeValueAsBytes(alert);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an alert is always writable", e);
        }
    }

    private Alert read(byte[] bytes) {
        try {
            return json.readValue(bytes, Alert.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
