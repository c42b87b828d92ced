package org.vouch.healthcode.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.vouch.embedded.TestPlatform;

/** Sends events as the other services do, and reads what this one sent. */
public final class Events {
    private Events() {}

    public static UUID result(UUID person, String outcome, Instant sampledAt) {
        return result(UUID.randomUUID(), person, outcome, sampledAt, 1);
    }

    public static UUID result(UUID resultId, UUID person, String outcome, Instant sampledAt, int version) {
        var payload =
                """
                {"resultId":"%s","person":"%s","tube":"T-1","outcome":"%s","sampledAt":"%s","testedAt":"%s",\
                "reportedAt":"%s","lab":"lab-1","accession":"A-1","version":%d}"""
                        .formatted(
                                resultId,
                                person,
                                outcome,
                                sampledAt,
                                sampledAt.plusSeconds(60),
                                sampledAt.plusSeconds(120),
                                version);
        return send("testresult.results", person.toString(), "org.vouch.testresult.ResultReported.v1", payload);
    }

    public static UUID retest(UUID person, Instant sampledAt) {
        var payload = """
                {"person":"%s","tube":"T-1","sampledAt":"%s","reportedAt":"%s"}"""
                .formatted(person, sampledAt, sampledAt.plusSeconds(120));
        return send("testresult.results", person.toString(), "org.vouch.testresult.RetestRequired.v1", payload);
    }

    public static UUID erased(UUID person) {
        var payload = """
                {"person":"%s","at":"%s"}""".formatted(person, Instant.now());
        return send("identity.persons", person.toString(), "org.vouch.identity.PersonErased.v1", payload);
    }

    public static UUID granted(UUID delegation, UUID helper, UUID dependant, Instant until, String... scopes) {
        return delegation("DelegationGranted", delegation, helper, dependant, until, scopes);
    }

    public static UUID revoked(UUID delegation, UUID helper, UUID dependant, Instant until) {
        return delegation("DelegationRevoked", delegation, helper, dependant, until, "code");
    }

    private static UUID delegation(
            String event, UUID delegation, UUID helper, UUID dependant, Instant until, String... scopes) {
        var payload =
                """
                {"delegation":"%s","helper":"%s","dependant":"%s","scopes":["%s"],"until":"%s","at":"%s"}"""
                        .formatted(delegation, helper, dependant, String.join("\",\"", scopes), until, Instant.now());
        return send("identity.persons", dependant.toString(), "org.vouch.identity." + event + ".v1", payload);
    }

    public static UUID send(String topic, String key, String type, @Nullable String payload) {
        var id = UUID.randomUUID();
        send(topic, key, payload, Map.of("ce_id", id.toString(), "ce_type", type, "ce_time", "2026-11-22T08:00:00Z"));
        return id;
    }

    public static void send(String topic, @Nullable String key, @Nullable String payload, Map<String, String> headers) {
        var record = new ProducerRecord<@Nullable String, @Nullable String>(topic, 0, key, payload);
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (var producer = new KafkaProducer<@Nullable String, @Nullable String>(
                Map.of("bootstrap.servers", TestPlatform.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(record).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** As it stands, whether or not it is text. */
    public static void sendBytes(String topic, byte[] key, byte[] payload, Map<String, byte @Nullable []> headers) {
        var record = new ProducerRecord<>(topic, 0, key, payload);
        headers.forEach((name, value) -> record.headers().add(name, value));
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestPlatform.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var unused = producer.send(record).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything on the topic so far. */
    public static List<ConsumerRecord<String, String>> all(String topic) {
        try (var consumer = fromTheBeginning(topic)) {
            var partitions = consumer.assignment();
            var end = consumer.endOffsets(partitions);
            var found = new ArrayList<ConsumerRecord<String, String>>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < end.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
            return found;
        }
    }

    static KafkaConsumer<String, String> fromTheBeginning(String topic) {
        var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestPlatform.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer());
        var partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    public static List<ConsumerRecord<String, String>> about(String topic, UUID person) {
        return all(topic).stream()
                .filter(record -> record.value().contains(person.toString()))
                .toList();
    }

    public static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
