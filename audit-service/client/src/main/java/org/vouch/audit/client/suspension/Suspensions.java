package org.vouch.audit.client.suspension;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.edge.Causes;
import org.vouch.audit.client.inbox.ConsumerThread;
import org.vouch.audit.client.inbox.ReceivedEvent;

/**
 * Which requesters have lost the right to look at others: this replica's own view of the compacted topic
 * {@code audit.enforcements}, read from its beginning at every start. Until it has been read once nothing is known, and
 * the gate refuses every look at somebody else; while Kafka is away the last view stays in force.
 */
@ApplicationScoped
public class Suspensions implements ConsumerThread.Following {
    public static final String TOPIC = "audit.enforcements";

    private static final Logger LOG = Logger.getLogger(Suspensions.class);
    private static final String SUSPENDED = "org.vouch.audit.RequesterSuspended.v1";
    private static final String REINSTATED = "org.vouch.audit.RequesterReinstated.v1";

    private final ObjectMapper json;
    private final Clock clock;
    private final Map<String, Enforcement> inForce = new ConcurrentHashMap<>();
    private final ConsumerThread thread;
    /** Where to read on after an interruption: reading all of it again would go through past views again. */
    private final Map<TopicPartition, Long> next = new HashMap<>();

    private Map<TopicPartition, Long> end = Map.of();
    private volatile boolean known;

    /** What this service reads of RequesterSuspended: until when, open-ended where null. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Enforcement(String requester, @Nullable Instant until) {
        boolean inForceAt(Instant now) {
            return until == null || now.isBefore(until);
        }
    }

    Suspensions(@ConfigProperty(name = "kafka.bootstrap.servers") String brokers, ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
        this.thread = new ConsumerThread("suspensions", brokers, Map.of(), this);
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        thread.stop();
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

    @Override
    public void begin(Consumer<String, String> kafka) {
        var partitions = kafka.partitionsFor(TOPIC).stream()
                .map(info -> new TopicPartition(TOPIC, info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("no topic " + TOPIC);
        }
        kafka.assign(partitions);
        kafka.seekToBeginning(partitions);
        next.forEach((partition, offset) -> kafka.seek(partition, offset));
        end = kafka.endOffsets(partitions);
    }

    @Override
    public void take(Consumer<String, String> kafka, ConsumerRecords<String, String> records) {
        for (var record : records) {
            applyOrLeave(record);
            next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
        if (!known && end.entrySet().stream().allMatch(last -> kafka.position(last.getKey()) >= last.getValue())) {
            known = true;
            LOG.infof("suspensions known: %d on record", inForce.size());
        }
    }

    /** A record that makes no sense must not keep the next ones from having their effect. */
    private void applyOrLeave(ConsumerRecord<String, String> record) {
        try {
            apply(record);
        } catch (RuntimeException e) {
            LOG.errorf("an enforcement at offset %d is left: %s", record.offset(), Causes.withoutMessages(e));
        }
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
            Enforcement enforcement = json.readerFor(Enforcement.class).readValue(payload);
            return Optional.ofNullable(enforcement).filter(read -> read.requester() != null);
        } catch (JsonProcessingException e) {
            LOG.error("an enforcement cannot be read");
            return Optional.empty();
        }
    }
}
