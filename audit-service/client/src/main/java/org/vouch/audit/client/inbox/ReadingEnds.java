package org.vouch.audit.client.inbox;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.kafka.KafkaConnector;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/**
 * The first thing that ends when a service is stopped is its reading of events: what it has begun is finished while the
 * database is still there, and another replica reads on at once. By itself the connector would end after the database's
 * pool, and what it reads in between would fail.
 */
@ApplicationScoped
class ReadingEnds {
    private final KafkaConnector kafka;

    ReadingEnds(@Connector(KafkaConnector.CONNECTOR_NAME) KafkaConnector kafka) {
        this.kafka = kafka;
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        kafka.terminate(event);
    }
}
