package org.vouch.audit.shields.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.outbox.Outbox;
import org.vouch.audit.client.platform.Ids;
import org.vouch.audit.client.suspension.Shields;
import org.vouch.audit.client.suspension.Suspensions;
import org.vouch.audit.shields.Shield;
import org.vouch.audit.shields.ShieldEvents;
import org.vouch.audit.statements.Counted;

/** SubjectShielded and SubjectUnshielded, committed with the shield that makes them true. */
@ApplicationScoped
class OutboxShieldEvents implements ShieldEvents {
    static final String SHIELDED = "org.vouch.audit.SubjectShielded.v1";
    static final String UNSHIELDED = "org.vouch.audit.SubjectUnshielded.v1";
    private static final String APPEND = Counted.insert(Outbox.INSERT);

    private final ObjectMapper json;
    private final Ids ids;

    OutboxShieldEvents(ObjectMapper json, Ids ids) {
        this.json = json;
        this.ids = ids;
    }

    /** The payload of both events. */
    record Payload(String subject, UUID shield, String reason, Instant at, @Nullable Instant until) {
        @Override
        public String toString() {
            return "Payload[" + shield + "]";
        }
    }

    @Override
    public Uni<Void> shielded(Shield shield) {
        return append(SHIELDED, shield, shield.since(), shield.until());
    }

    @Override
    public Uni<Void> unshielded(Shield shield, Instant at) {
        return append(UNSHIELDED, shield, at, null);
    }

    private Uni<Void> append(String type, Shield shield, Instant at, @Nullable Instant until) {
        var payload = new Payload(shield.subject(), shield.id(), shield.rule(), at, until);
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(APPEND, Long.class)
                        .setParameter(1, ids.next())
                        .setParameter(2, Suspensions.TOPIC)
                        .setParameter(3, Shields.keyOf(shield.subject()))
                        .setParameter(4, type)
                        .setParameter(5, text(payload))
                        .setParameter(6, at.atOffset(ZoneOffset.UTC))
                        .getSingleResult())
                .replaceWithVoid();
    }

    private String text(Payload payload) {
        try {
            return json.writeValueAsString(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a shield is always writable", e);
        }
    }
}
