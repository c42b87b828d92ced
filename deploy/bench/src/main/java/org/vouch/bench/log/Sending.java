package org.vouch.bench.log;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends records of four producers to the topic that the services send theirs to, at an even pace. */
final class Sending implements AutoCloseable {

    private static final String TOPIC = "access.records";
    private static final int PRODUCERS = 4;
    private static final long STEP_MILLIS = 10;
    private static final long HEARTBEAT_MILLIS = 10_000;

    private final KafkaProducer<String, String> kafka;
    private final List<Producing> producers = new ArrayList<>();
    private final int partitions;
    private final Clock clock;
    private final Random random;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** Under names that no earlier run had, for numbers begin at 1. */
    Sending(String kafkaAddress, Clock clock, Random random) {
        this.clock = clock;
        this.random = random;
        this.kafka = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafkaAddress, "acks", "all", "linger.ms", "5"),
                new StringSerializer(),
                new StringSerializer());
        this.partitions = kafka.partitionsFor(TOPIC).size();
        for (int i = 0; i < PRODUCERS; i++) {
            producers.add(new Producing("bench-" + Long.toHexString(random.nextLong()), random.nextLong()));
        }
    }

    /** Gives back what was sent; the last of it is acknowledged by then. */
    List<MadeRecord> send(AuditOptions options) throws Exception {
        List<MadeRecord> sent = new ArrayList<>(options.records());
        long begun = System.nanoTime();
        long heartbeatDue = 0;
        while (sent.size() < options.records()) {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            if (millis >= heartbeatDue) {
                heartbeat(false);
                heartbeatDue += HEARTBEAT_MILLIS;
            }
            long due = Math.min(options.records(), (millis + STEP_MILLIS) * options.perSecond() / 1000);
            while (sent.size() < due) {
                MadeRecord record = producers.get(sent.size() % PRODUCERS).record(clock.instant());
                sent.add(record);
                send(
                        null,
                        record.key(),
                        record.id(),
                        record.granted() ? "AccessGranted" : "AccessRefused",
                        record.payload());
            }
            TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
        }
        heartbeat(true);
        kafka.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        return sent;
    }

    private void heartbeat(boolean stopping) {
        for (Producing producer : producers) {
            String payload = producer.heartbeat(clock.instant(), stopping);
            for (int partition = 0; partition < partitions; partition++) {
                send(partition, "*", new UUID(random.nextLong(), random.nextLong()), "ProducerReported", payload);
            }
        }
    }

    private void send(Integer partition, String key, UUID id, String type, String payload) {
        ProducerRecord<String, String> record = new ProducerRecord<>(TOPIC, partition, key, payload);
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", id.toString());
        header(record, "ce_type", "org.vouch.access." + type + ".v1");
        header(record, "ce_source", "bench");
        header(record, "ce_time", clock.instant().toString());
        header(record, "content-type", "application/json");
        if (partition != null) {
            header(record, "partitions", Integer.toString(partitions));
        }
        kafka.send(record, (where, failed) -> {
            if (failed != null) {
                failure.compareAndSet(null, failed);
            }
        });
    }

    private static void header(ProducerRecord<String, String> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        kafka.close();
    }
}
