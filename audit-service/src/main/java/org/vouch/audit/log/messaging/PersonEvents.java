package org.vouch.audit.log.messaging;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.vouch.audit.client.inbox.EventReader;
import org.vouch.audit.client.inbox.Intake;
import org.vouch.audit.client.inbox.ReceivedEvent;
import org.vouch.audit.log.ErasingSubject;

/** Who is erased is erased in the log as well, however often it is told; types that mean nothing here are passed over. */
@ApplicationScoped
class PersonEvents {
    private final Intake intake;
    private final EventReader reader;
    private final ErasingSubject erasing;

    PersonEvents(Intake intake, EventReader reader, ErasingSubject erasing) {
        this.intake = intake;
        this.reader = reader;
        this.erasing = erasing;
    }

    @Incoming("persons")
    Uni<Void> take(ConsumerRecord<byte[], byte[]> record) {
        return intake.take(record, this::effect);
    }

    private Uni<Void> effect(ReceivedEvent event) {
        return event.type().equals(PersonErased.TYPE)
                ? erasing.erase(reader.read(event.payload(), PersonErased.class).person())
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }
}
