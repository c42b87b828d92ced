package org.vouch.audit.producers.messaging;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.inbox.EventReader;
import org.vouch.audit.client.inbox.Intake;
import org.vouch.audit.client.inbox.ReceivedEvent;
import org.vouch.audit.producers.Producers;

/** Reads from the topic which suspensions the services obey: each has to be an entry of the log, whoever announced it. */
@ApplicationScoped
class AnnouncedSuspensions {
    private static final String SUSPENDED = "org.vouch.audit.RequesterSuspended.v1";

    private final Intake intake;
    private final EventReader reader;
    private final Producers producers;

    AnnouncedSuspensions(Intake intake, EventReader reader, Producers producers) {
        this.intake = intake;
        this.reader = reader;
        this.producers = producers;
    }

    /** One without an id cannot be this service's: it is given one of its own, for which there is no entry. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Announced(@Nullable UUID suspension) {}

    @Incoming("announced-suspensions")
    Uni<Void> take(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? Uni.createFrom().voidItem() : intake.take(record, this::effect);
    }

    private Uni<Void> effect(ReceivedEvent event) {
        if (!event.type().equals(SUSPENDED)) {
            return Uni.createFrom().voidItem();
        }
        var suspension = reader.read(event.payload(), Announced.class).suspension();
        return producers.announced(suspension == null ? event.id() : suspension, event.time());
    }
}
