package org.vouch.audit.platform.messaging;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.vouch.audit.client.inbox.EventReader;
import org.vouch.audit.client.inbox.Intake;
import org.vouch.audit.client.inbox.ReceivedEvent;
import org.vouch.audit.client.revocation.Revocations;
import org.vouch.audit.log.Fact;
import org.vouch.audit.log.PendingFacts;
import org.vouch.audit.pseudonym.Pseudonyms;

/**
 * Makes an entry of each, once: a revoked key, a revoked client (under the pseudonym that its looks have), a policy that colours
 * are decided by from then on. Everyone who reads entries reads all of it; none is about a person.
 */
@ApplicationScoped
class PlatformEvents {
    private final Intake intake;
    private final EventReader reader;
    private final PendingFacts facts;
    private final Pseudonyms pseudonyms;

    PlatformEvents(Intake intake, EventReader reader, PendingFacts facts, Pseudonyms pseudonyms) {
        this.intake = intake;
        this.reader = reader;
        this.facts = facts;
        this.pseudonyms = pseudonyms;
    }

    @Incoming("key-events")
    Uni<Void> keys(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null ? Uni.createFrom().voidItem() : intake.take(record, this::key);
    }

    @Incoming("policies")
    Uni<Void> policies(ConsumerRecord<byte[], byte[]> record) {
        return intake.take(record, this::policy);
    }

    private Uni<Void> key(ReceivedEvent event) {
        var open = JsonNodeFactory.instance.objectNode();
        switch (event.type()) {
            case Revocations.KEY_REVOKED -> {
                var revoked = reader.read(event.payload(), KeyRevoked.class);
                open.put("event", "KeyRevoked").put("kid", revoked.kid()).put("by", revoked.by());
                return add(event, Fact.Kind.KEY, revoked.at(), open);
            }
            case Revocations.CLIENT_REVOKED -> {
                var revoked = reader.read(event.payload(), ClientRevoked.class);
                open.put("event", "ClientRevoked")
                        .put(
                                "requester",
                                pseudonyms.ofRequester(revoked.client()).hex())
                        .put("by", revoked.by());
                return add(event, Fact.Kind.KEY, revoked.at(), open);
            }
            default -> {
                return Uni.createFrom().voidItem();
            }
        }
    }

    private Uni<Void> policy(ReceivedEvent event) {
        if (!event.type().equals(PolicyActivated.TYPE)) {
            return Uni.createFrom().voidItem();
        }
        var activated = reader.read(event.payload(), PolicyActivated.class);
        var open = JsonNodeFactory.instance
                .objectNode()
                .put("event", "PolicyActivated")
                .put("policy", activated.policy().id())
                .put("version", activated.policy().version())
                .put("sha256", activated.sha256());
        return add(event, Fact.Kind.POLICY, activated.at(), open);
    }

    private Uni<Void> add(ReceivedEvent event, Fact.Kind kind, Instant at, ObjectNode open) {
        return facts.add(new Fact(event.id(), kind, at, null, open, JsonNodeFactory.instance.objectNode()));
    }
}
