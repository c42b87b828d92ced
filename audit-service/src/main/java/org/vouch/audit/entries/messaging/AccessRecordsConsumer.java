package org.vouch.audit.entries.messaging;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.vouch.audit.client.access.AccessRecord;
import org.vouch.audit.client.edge.Causes;
import org.vouch.audit.client.inbox.EventsInHand;
import org.vouch.audit.entries.TakingIn;

/** Takes in batch after batch. While the database is away the batch waits; none is skipped and none is lost. */
@ApplicationScoped
class AccessRecordsConsumer {
    static final String CHANNEL = "access-records";
    private static final Logger LOG = Logger.getLogger(AccessRecordsConsumer.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

    private final TakingIn takingIn;
    private final EventsInHand inHand;

    AccessRecordsConsumer(TakingIn takingIn, EventsInHand inHand) {
        this.takingIn = takingIn;
        this.inHand = inHand;
    }

    @Incoming(CHANNEL)
    Uni<Void> consume(ConsumerRecords<String, String> batch) {
        return inHand.counted(
                AccessRecord.TOPIC,
                Uni.createFrom()
                        .deferred(() -> takingIn.takeIn(batch))
                        .onFailure()
                        .invoke(failure -> LOG.warnf("access records wait: %s", Causes.withoutMessages(failure)))
                        .onFailure()
                        .retry()
                        .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                        .indefinitely());
    }
}
