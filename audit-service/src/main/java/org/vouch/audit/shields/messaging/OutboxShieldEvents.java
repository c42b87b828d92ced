package org.vouch.audit.shields.messaging;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.suspension.Shields;
import org.vouch.audit.client.suspension.Suspensions;
import org.vouch.audit.outbox.messaging.SessionOutbox;
import org.vouch.audit.shields.Shield;
import org.vouch.audit.shields.ShieldEvents;

/** SubjectShielded and SubjectUnshielded, committed with the shield that makes them true. */
@ApplicationScoped
class OutboxShieldEvents implements ShieldEvents {
    static final String SHIELDED = "org.vouch.audit.SubjectShielded.v1";
    static final String UNSHIELDED = "org.vouch.audit.SubjectUnshielded.v1";

    private final SessionOutbox outbox;

    OutboxShieldEvents(SessionOutbox outbox) {
        this.outbox = outbox;
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
        return outbox.append(Suspensions.TOPIC, Shields.keyOf(shield.subject()), type, payload, at);
    }
}
