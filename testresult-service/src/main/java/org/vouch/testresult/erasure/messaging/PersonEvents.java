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
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.vouch.audit.client.inbox.ConsumerThread;
import org.vouch.audit.client.inbox.ReceivedEvent;
import org.vouch.testresult.erasure.People;

/**
 * Follows {@code identity.persons}. Kafka learns that an event is done only after its effect is
 * committed; a repeat has none. What cannot be read is set aside with a line in the log, and holds up nothing.
 */
@ApplicationScoped
class PersonEvents implements ConsumerThread.Following {
    private static final Logger LOG = Logger.getLogger(PersonEvents.class);
    private static final String TOPIC = "identity.persons";
    private static final Duration COMMITTED_WITHIN = Duration.ofSeconds(10);

    private final ObjectMapper json;
    private final People people;
    private final ConsumerThread thread;
    private volatile boolean assigned;

    PersonEvents(@ConfigProperty(name = "kafka.bootstrap.servers") String brokers, ObjectMapper json, People people) {
        this.json = json;
        this.people = people;
        this.thread = new ConsumerThread(
                "person-events",
                brokers,
                Map.of(
                        "group.id",
                        "testresult-service",
                        "max.poll.records",
                        100,
                        "session.timeout.ms",
                        6_000,
                        "heartbeat.interval.ms",
                        1_500),
                this);
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        thread.stop();
    }

    /** Whether the events have been followed since the start; stays true while Kafka is away afterwards. */
    boolean assigned() {
        return assigned;
    }

    @Override
    public void begin(Consumer<String, String> kafka) {
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
    }

    @Override
    public void take(Consumer<String, String> kafka, ConsumerRecords<String, String> records) {
        records.forEach(this::take);
        if (!records.isEmpty()) {
            kafka.commitSync();
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
}
