package org.vouch.audit.alerts.messaging;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.alerts.RaisingAlert;
import org.vouch.audit.client.edge.Causes;
import org.vouch.audit.client.inbox.EventReader;
import org.vouch.audit.client.inbox.Intake;
import org.vouch.audit.client.inbox.MalformedEvent;
import org.vouch.audit.client.inbox.ReceivedEvent;
import org.vouch.audit.detection.Alert;

/**
 * Takes alerts one after the other. While the database is away an alert waits, and none is lost; one that could never be stored,
 * of another version perhaps, is set aside, for behind it wait those that suspend somebody.
 */
@ApplicationScoped
class AlertsConsumer {
    private static final Logger LOG = Logger.getLogger(AlertsConsumer.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(2);
    private static final int DEEPEST = 10;

    /** A connection that breaks may look like it, so it is not believed the first time. */
    private static final int TRIES_MORE = 3;

    private final RaisingAlert raising;
    private final EventReader reader;
    private final Intake intake;

    AlertsConsumer(RaisingAlert raising, EventReader reader, Intake intake) {
        this.raising = raising;
        this.reader = reader;
        this.intake = intake;
    }

    @Incoming("alerts")
    Uni<Void> consume(ConsumerRecord<byte[], byte[]> record) {
        return intake.take(record, this::raise);
    }

    private Uni<Void> raise(ReceivedEvent event) {
        if (!event.type().equals(Alert.EVENT_TYPE)) {
            return Uni.createFrom().voidItem();
        }
        var alert = reader.read(event.payload(), Alert.class);
        return Uni.createFrom()
                .deferred(() -> raising.raise(alert))
                .onFailure(AlertsConsumer::isForEver)
                .retry()
                .withBackOff(FIRST_RETRY)
                .atMost(TRIES_MORE)
                .onFailure(AlertsConsumer::isForEver)
                .transform(failure -> {
                    LOG.errorf("alert %s cannot be stored: %s", event.id(), Causes.withoutMessages(failure));
                    return new MalformedEvent("an alert that cannot be stored");
                })
                .onFailure(failure -> !(failure instanceof MalformedEvent))
                .invoke(failure -> LOG.warnf("alert %s waits: %s", event.id(), Causes.withoutMessages(failure)))
                .onFailure(failure -> !(failure instanceof MalformedEvent))
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .indefinitely();
    }

    /**
     * Whether it says something about the alert: a field that is missing or not what it should be, or (SQLSTATE classes 22 and
     * 23, as Hibernate passes them on) a value that the table does not take. Whatever else it is may pass.
     */
    private static boolean isForEver(@Nullable Throwable failure) {
        var depth = 0;
        for (var cause = failure; cause != null && depth < DEEPEST; cause = cause.getCause(), depth++) {
            if (cause instanceof NullPointerException || cause instanceof IllegalArgumentException) {
                return true;
            }
            if (cause instanceof SQLException refused) {
                var state = String.valueOf(refused.getSQLState());
                return state.startsWith("22") || state.startsWith("23");
            }
        }
        return false;
    }
}
