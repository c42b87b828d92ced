package org.vouch.identity.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.vouch.embedded.TestPlatform;

/** What audit-service enforces. */
public final class Enforcements {
    private Enforcements() {}

    public static void suspend(String requester) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestPlatform.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            var record = new ProducerRecord<>(
                    "audit.enforcements",
                    requester,
                    """
                    {"requester":"%s","kind":"checkpoint","suspension":"%s","alert":null,"reason":"many-subjects",\
                    "at":"2026-11-22T00:00:00Z","until":null}"""
                            .formatted(requester, UUID.randomUUID()));
            Map.of(
                            "ce_id", UUID.randomUUID().toString(),
                            "ce_type", "org.vouch.audit.RequesterSuspended.v1",
                            "ce_time", "2026-11-22T00:00:00Z")
                    .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            assertThat(producer.send(record)).succeedsWithin(Duration.ofSeconds(10));
        }
    }
}
