package org.vouch.testresult.testing;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.vouch.audit.client.testing.Patience;
import org.vouch.embedded.TestPlatform;

/** What is in Kafka, and putting something there. */
public final class Events {
    private Events() {}

    /** The events of this key, as soon as there are so many. */
    public static List<ConsumerRecord<String, String>> of(String topic, String key, int atLeast) {
        return await().atMost(Patience.LONG).until(() -> of(topic, key), found -> found.size() >= atLeast);
    }

    /** The payload of the only event of this type under this key. */
    public static String only(String topic, UUID key, String type) {
        var found = await().atMost(Patience.LONG)
                .until(
                        () -> of(topic, key.toString()).stream()
                                .filter(record -> type.equals(type(record)))
                                .toList(),
                        records -> !records.isEmpty());
        if (found.size() > 1) {
            throw new AssertionError(found.size() + " events of type " + type);
        }
        return found.get(0).value();
    }

    public static String type(ConsumerRecord<String, String> record) {
        return header(record, "ce_type");
    }

    public static String header(ConsumerRecord<String, String> record, String name) {
        return new String(
                Objects.requireNonNull(record.headers().lastHeader(name)).value(), StandardCharsets.UTF_8);
    }

    public static List<ConsumerRecord<String, String>> of(String topic, String key) {
        try (var kafka = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", TestPlatform.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = kafka.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            kafka.assign(partitions);
            kafka.seekToBeginning(partitions);
            var end = kafka.endOffsets(partitions);
            var found = new ArrayList<ConsumerRecord<String, String>>();
            while (partitions.stream()
                    .anyMatch(partition -> kafka.position(partition) < end.getOrDefault(partition, 0L))) {
                kafka.poll(Duration.ofMillis(100)).forEach(found::add);
            }
            return found.stream().filter(record -> key.equals(record.key())).toList();
        }
    }

    public static void publish(String topic, UUID id, String type, String key, String payload) {
        publish(
                topic,
                Map.of(
                        "ce_id",
                        id.toString(),
                        "ce_type",
                        type,
                        "ce_time",
                        Instant.now().toString()),
                key,
                payload);
    }

    public static void publish(String topic, Map<String, String> headers, String key, String payload) {
        try (var kafka = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestPlatform.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            var record = new ProducerRecord<>(topic, key, payload);
            headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            var unused = kafka.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
