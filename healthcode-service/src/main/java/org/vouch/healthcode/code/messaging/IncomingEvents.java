package org.vouch.healthcode.code.messaging;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.vouch.audit.client.inbox.EventReader;
import org.vouch.audit.client.inbox.Intake;
import org.vouch.audit.client.inbox.ReceivedEvent;
import org.vouch.healthcode.code.ErasingPerson;
import org.vouch.healthcode.code.TakingInFact;
import org.vouch.healthcode.delegation.TakingInDelegation;

/** Each event has its effect once, in the order of its partition; types that mean nothing here are passed over. */
@ApplicationScoped
class IncomingEvents {
    private final Intake intake;
    private final EventReader reader;
    private final TakingInFact takingIn;
    private final ErasingPerson erasing;
    private final TakingInDelegation delegating;

    IncomingEvents(
            Intake intake,
            EventReader reader,
            TakingInFact takingIn,
            ErasingPerson erasing,
            TakingInDelegation delegating) {
        this.intake = intake;
        this.reader = reader;
        this.takingIn = takingIn;
        this.erasing = erasing;
        this.delegating = delegating;
    }

    @Incoming("results")
    Uni<Void> results(ConsumerRecord<byte[], byte[]> record) {
        return intake.take(record, this::result);
    }

    @Incoming("persons")
    Uni<Void> persons(ConsumerRecord<byte[], byte[]> record) {
        return intake.take(record, this::person);
    }

    private Uni<Void> result(ReceivedEvent event) {
        switch (event.type()) {
            case ResultReported.TYPE -> {
                var reported = reader.read(event.payload(), ResultReported.class);
                return takingIn.take(event.id(), reported.person(), reported.fact());
            }
            case RetestRequired.TYPE -> {
                var required = reader.read(event.payload(), RetestRequired.class);
                return takingIn.take(event.id(), required.person(), required.fact(event.id()));
            }
            default -> {
                return Uni.createFrom().voidItem();
            }
        }
    }

    private Uni<Void> person(ReceivedEvent event) {
        return switch (event.type()) {
            case PersonErased.TYPE ->
                erasing.erase(
                        event.id(),
                        reader.read(event.payload(), PersonErased.class).person());
            case DelegationGranted.TYPE ->
                delegating.granted(
                        event.id(),
                        reader.read(event.payload(), DelegationGranted.class).granted());
            case DelegationRevoked.TYPE ->
                delegating.revoked(
                        event.id(),
                        reader.read(event.payload(), DelegationRevoked.class).revoked());
            default -> Uni.createFrom().voidItem();
        };
    }
}
