package org.vouch.audit.client.suspension;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.edge.Causes;
import org.vouch.audit.client.inbox.ReceivedEvent;

/**
 * Which requesters have lost the right to look at others: this replica's own view of the compacted topic
 * {@code audit.enforcements}, read from its beginning at every start. Until it has been read once nothing is known, and
 * the gate refuses every look at somebody else; while Kafka is away the last view stays in force.
 */
@ApplicationScoped
public class Suspensions {
    public static final String TOPIC = "audit.enforcements";

    private static final Logger LOG = Logger.getLogger(Suspensions.class);
    private static final String SUSPENDED = "org.vouch.audit.RequesterSuspended.v1";
    private static final String REINSTATED = "org.vouch.audit.RequesterReinstated.v1";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final String brokers;
    private final ObjectMapper json;
    private final Clock clock;
    private final Map<String, Enforcement> inForce = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::work, "suspensions");
    private volatile @Nullable KafkaConsumer<String, String> consumer;
    private volatile boolean known;
    private volatile boolean stopping;

    /** What this service reads of RequesterSuspended: until when, open-ended where null. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Enforcement(String requester, @Nullable Instant until) {
        boolean inForceAt(Instant now) {
            return until == null || now.isBefore(until);
        }
    }

    Suspensions(@ConfigProperty(name = "kafka.bootstrap.servers") String brokers, ObjectMapper json, Clock clock) {
        this.brokers = brokers;
        this.json = json;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        thread.setDaemon(true);
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        var open = consumer;
        if (open != null) {
            open.wakeup();
        }
        thread.join(TimeUnit.SECONDS.toMillis(3));
    }

    /** Whether the topic has been read to its end at least once since the start. */
    public boolean known() {
        return known;
    }

    /** Whether the requester may not look at others now. Meaningful only where {@link #known}. */
    public boolean suspended(String requester) {
        var enforcement = inForce.get(requester);
        return enforcement != null && enforcement.inForceAt(clock.instant());
    }

    private void work() {
        while (!stopping) {
            try (var kafka = consumer()) {
                consumer = kafka;
                follow(kafka);
            } catch (WakeupException stop) {
                return;
            } catch (KafkaException | IllegalStateException e) {
                LOG.warnf(
                        "suspensions cannot be followed, the last view stays in force: %s", Causes.withoutMessages(e));
                pause();
            }
        }
    }

    private void follow(KafkaConsumer<String, String> kafka) {
        var partitions = kafka.partitionsFor(TOPIC).stream()
                .map(info -> new TopicPartition(TOPIC, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("no topic " + TOPIC);
        }
        kafka.assign(partitions);
        kafka.seekToBeginning(partitions);
        var end = kafka.endOffsets(partitions);
        while (!stopping) {
            kafka.poll(POLL).forEach(this::apply);
            if (!known && caughtUp(kafka, end, partitions)) {
                known = true;
                LOG.infof("suspensions known: %d on record", inForce.size());
            }
        }
    }

    private static boolean caughtUp(
            KafkaConsumer<String, String> kafka, Map<TopicPartition, Long> end, List<TopicPartition> partitions) {
        return partitions.stream().allMatch(partition -> kafka.position(partition) >= end.getOrDefault(partition, 0L));
    }

    void apply(ConsumerRecord<String, String> record) {
        if (record.key() != null && record.value() == null) {
            inForce.remove(record.key());
            return;
        }
        var event = ReceivedEvent.from(record).orElse(null);
        if (event == null) {
            LOG.errorf("an enforcement at offset %d is malformed", record.offset());
            return;
        }
        switch (event.type()) {
            case SUSPENDED ->
                read(event.payload()).ifPresent(enforcement -> inForce.put(enforcement.requester(), enforcement));
            case REINSTATED -> inForce.remove(event.key());
            default -> LOG.debugf("not an enforcement: %s", event.type());
        }
    }

    private Optional<Enforcement> read(String payload) {
        try {
            return Optional.of(json.readerFor(Enforcement.class).readValue(payload));
        } catch (JsonProcessingException e) {
            LOG.error("an enforcement cannot be read");
            return Optional.empty();
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    private KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        brokers,
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest",
                        "default.api.timeout.ms",
                        5_000,
                        "request.timeout.ms",
                        4_000),
                new StringDeserializer(),
                new StringDeserializer());
    }
}
