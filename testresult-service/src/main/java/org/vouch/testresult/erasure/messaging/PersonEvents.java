package org.vouch.testresult.erasure.messaging;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.vouch.audit.client.inbox.EventReader;
import org.vouch.audit.client.inbox.Intake;
import org.vouch.audit.client.inbox.ReceivedEvent;
import org.vouch.testresult.erasure.People;

/** Each erasure has its effect once; types that mean nothing here are passed over. */
@ApplicationScoped
class PersonEvents {
    private final Intake intake;
    private final EventReader reader;
    private final People people;

    PersonEvents(Intake intake, EventReader reader, People people) {
        this.intake = intake;
        this.reader = reader;
        this.people = people;
    }

    @Incoming("persons")
    Uni<Void> take(ConsumerRecord<byte[], byte[]> record) {
        return intake.take(record, this::effect);
    }

    private Uni<Void> effect(ReceivedEvent event) {
        return event.type().equals(PersonErased.TYPE)
                ? people.forget(reader.read(event.payload(), PersonErased.class).person(), event.id())
                : Uni.createFrom().voidItem();
    }
}
