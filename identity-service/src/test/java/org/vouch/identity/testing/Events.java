package org.vouch.identity.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.vouch.audit.client.testing.Patience;
import org.vouch.embedded.TestPlatform;

/** What is in Kafka. */
public final class Events {
    private Events() {}

    /** All records of the topic under this key, once there are so many. */
    public static List<ConsumerRecord<String, String>> of(String topic, String key, int atLeast) {
        return where(topic, record -> record.key().equals(key), atLeast);
    }

    /** The first record of the topic that says this. */
    public static ConsumerRecord<String, String> by(String topic, Predicate<String> says) {
        return by(topic, says, 1).get(0);
    }

    /** All records of the topic that say this, once there are so many. */
    public static List<ConsumerRecord<String, String>> by(String topic, Predicate<String> says, int atLeast) {
        return where(topic, record -> says.test(record.value()), atLeast);
    }

    private static List<ConsumerRecord<String, String>> where(
            String topic, Predicate<ConsumerRecord<String, String>> wanted, int atLeast) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", TestPlatform.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var found = new ArrayList<ConsumerRecord<String, String>>();
            await().atMost(Patience.LONG).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (wanted.test(record)) {
                        found.add(record);
                    }
                });
                return found.size() >= atLeast;
            });
            return found;
        }
    }

    /** The only record of this type under this key. */
    public static ConsumerRecord<String, String> only(String topic, String key, String type, int among) {
        var ofType = of(topic, key, among).stream()
                .filter(record -> header(record, "ce_type").equals(type))
                .toList();
        assertThat(ofType).hasSize(1);
        return ofType.get(0);
    }

    public static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
