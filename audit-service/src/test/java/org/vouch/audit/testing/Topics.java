package org.vouch.audit.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.vouch.embedded.TestPlatform;

/** The topics, as other services see them. */
public final class Topics implements AutoCloseable {
    private final KafkaProducer<String, String> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestPlatform.bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new StringSerializer());

    public void send(AccessFixture... looks) {
        for (var look : looks) {
            send(look.record());
        }
    }

    public void send(ProducerRecord<String, String> record) {
        try {
            var unused = producer.send(record).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Another requester, whose records are in the same partition and so behind those that were sent before. */
    public static UUID neighbourOf(UUID requester) {
        var wanted = partition(requester);
        return Stream.generate(UUID::randomUUID)
                .filter(other -> partition(other) == wanted)
                .findFirst()
                .orElseThrow();
    }

    private static int partition(UUID requester) {
        return BuiltInPartitioner.partitionForKey(
                requester.toString().getBytes(StandardCharsets.UTF_8),
                org.vouch.embedded.Topics.ACCESS_RECORDS.partitions());
    }

    /** Everything in the topic now, in order per partition. */
    public static List<ConsumerRecord<String, String>> read(String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        TestPlatform.bootstrapServers(),
                        "group.id",
                        UUID.randomUUID().toString(),
                        "isolation.level",
                        "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var end = consumer.endOffsets(partitions);
            var found = new java.util.ArrayList<ConsumerRecord<String, String>>();
            while (partitions.stream().anyMatch(one -> consumer.position(one) < end.getOrDefault(one, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
            return found;
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
