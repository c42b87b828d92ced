package org.vouch.audit.client.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.vouch.audit.client.edge.UtcText;

/** A CloudEvents 1.0 event as it came from Kafka in binary mode. */
public record ReceivedEvent(UUID id, String type, Instant time, String key, String payload) {

    /** Empty where a header or the payload is missing or malformed: such a record is set aside, never retried. */
    public static Optional<ReceivedEvent> from(ConsumerRecord<String, String> record) {
        var id = header(record.headers(), "ce_id");
        var type = header(record.headers(), "ce_type");
        var time = header(record.headers(), "ce_time");
        if (id == null || type == null || time == null || record.key() == null || record.value() == null) {
            return Optional.empty();
        }
        try {
            var utc = UtcText.read(time);
            return Optional.of(new ReceivedEvent(
                    UUID.fromString(id), type, utc == null ? Instant.parse(time) : utc, record.key(), record.value()));
        } catch (IllegalArgumentException | DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    private static @org.jspecify.annotations.Nullable String header(Headers headers, String name) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "ReceivedEvent[" + type + " " + id + "]";
    }
}
