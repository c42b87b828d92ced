package org.vouch.audit.client.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.vouch.embedded.TestPlatform;

/** Events of other services, as they would send them. */
public final class SentEvents {
    private SentEvents() {}

    /** Returns once the broker has it. */
    public static void send(String topic, String type, String key, String payload) {
        try (var kafka = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestPlatform.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            var record = new ProducerRecord<>(topic, key, payload);
            Map.of(
                            "ce_id",
                            UUID.randomUUID().toString(),
                            "ce_type",
                            type,
                            "ce_time",
                            Instant.now().toString())
                    .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            kafka.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
