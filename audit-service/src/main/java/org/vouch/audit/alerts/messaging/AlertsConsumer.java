package org.vouch.audit.alerts.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.vouch.audit.alerts.RaisingAlert;
import org.vouch.audit.client.edge.Causes;
import org.vouch.audit.client.inbox.ReceivedEvent;
import org.vouch.audit.detection.Alert;

/** Takes alerts one after the other. While the database is away an alert waits; none is skipped and none is lost. */
@ApplicationScoped
class AlertsConsumer {
    private static final Logger LOG = Logger.getLogger(AlertsConsumer.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);

    private final RaisingAlert raising;
    private final ObjectMapper json;
    private final MeterRegistry meters;

    AlertsConsumer(RaisingAlert raising, ObjectMapper json, MeterRegistry meters) {
        this.raising = raising;
        this.json = json;
        this.meters = meters;
    }

    @Incoming("alerts")
    Uni<Void> consume(ConsumerRecord<String, String> record) {
        return read(record).map(this::raise).orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> raise(Alert alert) {
        return Uni.createFrom()
                .deferred(() -> raising.raise(alert))
                .onFailure()
                .invoke(failure -> LOG.warnf("alert %s waits: %s", alert.id(), Causes.withoutMessages(failure)))
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .indefinitely();
    }

    private Optional<Alert> read(ConsumerRecord<String, String> record) {
        try {
            var event = ReceivedEvent.from(record);
            if (event.isPresent() && event.get().type().equals(Alert.EVENT_TYPE)) {
                return Optional.of(json.readValue(event.get().payload(), Alert.class));
            }
        } catch (JsonProcessingException unreadable) {
            // Told below: an alert is written by this service alone, so this is a defect of ours.
        }
        meters.counter("vouch.audit.alerts.unreadable").increment();
        LOG.errorf("an alert at %s-%d offset %d cannot be read", record.topic(), record.partition(), record.offset());
        return Optional.empty();
    }
}
