package org.vouch.testresult.erasure.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.edge.Causes;
import org.vouch.audit.client.inbox.ReceivedEvent;
import org.vouch.testresult.erasure.People;

/**
 * Follows {@code identity.persons} on a thread of its own. Kafka learns that an event is done only after its effect is
 * committed; a repeat has none. What cannot be read is set aside with a line in the log, and holds up nothing.
 */
@ApplicationScoped
class PersonEvents {
    private static final Logger LOG = Logger.getLogger(PersonEvents.class);
    private static final String TOPIC = "identity.persons";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration COMMITTED_WITHIN = Duration.ofSeconds(10);

    private final String brokers;
    private final ObjectMapper json;
    private final People people;
    private final Thread thread = new Thread(this::work, "person-events");
    private volatile @Nullable KafkaConsumer<String, String> consumer;
    private volatile boolean assigned;
    private volatile boolean stopping;

    PersonEvents(@ConfigProperty(name = "kafka.bootstrap.servers") String brokers, ObjectMapper json, People people) {
        this.brokers = brokers;
        this.json = json;
        this.people = people;
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

    /** Whether the events have been followed since the start; stays true while Kafka is away afterwards. */
    boolean assigned() {
        return assigned;
    }

    private void work() {
        while (!stopping) {
            try (var kafka = consumer()) {
                consumer = kafka;
                follow(kafka);
            } catch (WakeupException stop) {
                return;
            } catch (RuntimeException e) {
                LOG.warnf("person events wait: %s", Causes.withoutMessages(e));
                pause();
            }
        }
    }

    private void follow(KafkaConsumer<String, String> kafka) {
        kafka.subscribe(List.of(TOPIC), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                // Nothing is under way between two polls.
            }

            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                assigned = true;
            }
        });
        while (!stopping) {
            var records = kafka.poll(POLL);
            records.forEach(this::take);
            if (!records.isEmpty()) {
                kafka.commitSync();
            }
        }
    }

    private void take(ConsumerRecord<String, String> record) {
        var event = ReceivedEvent.from(record).orElse(null);
        if (event == null) {
            LOG.errorf("a person event is malformed: partition %d offset %d", record.partition(), record.offset());
        } else if (event.type().equals(PersonErased.TYPE)) {
            read(event)
                    .ifPresentOrElse(
                            erased -> people.forget(erased.person(), event.id())
                                    .await()
                                    .atMost(COMMITTED_WITHIN),
                            () -> LOG.errorf("PersonErased %s cannot be read", event.id()));
        }
    }

    private Optional<PersonErased> read(ReceivedEvent event) {
        try {
            PersonErased erased = json.readerFor(PersonErased.class).readValue(event.payload());
            return Optional.ofNullable(erased).filter(one -> one.person() != null);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    private KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        brokers,
                        "group.id",
                        "testresult-service",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "earliest",
                        "max.poll.records",
                        100,
                        "session.timeout.ms",
                        6_000,
                        "heartbeat.interval.ms",
                        1_500,
                        "default.api.timeout.ms",
                        5_000,
                        "request.timeout.ms",
                        4_000),
                new StringDeserializer(),
                new StringDeserializer());
    }
}
