package org.vouch.audit.restraints.messaging;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.suspension.Restraints;
import org.vouch.audit.client.suspension.Suspensions;
import org.vouch.audit.detection.Alert;
import org.vouch.audit.outbox.messaging.SessionOutbox;
import org.vouch.audit.restraints.RestraintEvents;

/** RequesterThrottled and SignInDemanded, committed with the alert that asks for them. */
@ApplicationScoped
class OutboxRestraintEvents implements RestraintEvents {
    static final String THROTTLED = "org.vouch.audit.RequesterThrottled.v1";
    static final String SIGN_IN = "org.vouch.audit.SignInDemanded.v1";

    private final SessionOutbox outbox;

    OutboxRestraintEvents(SessionOutbox outbox) {
        this.outbox = outbox;
    }

    /** The payload of both events. */
    record Payload(String requester, CallerKind kind, UUID alert, String reason, Instant at, @Nullable Instant until) {
        @Override
        public String toString() {
            return "Payload[" + alert + "]";
        }
    }

    @Override
    public Uni<Void> throttled(Alert alert, Instant at, Instant until) {
        return append(THROTTLED, Restraints.throttleKeyOf(alert.requester().id()), alert, at, until);
    }

    @Override
    public Uni<Void> signInDemanded(Alert alert, Instant at) {
        return append(SIGN_IN, Restraints.signInKeyOf(alert.requester().id()), alert, at, null);
    }

    private Uni<Void> append(String type, String key, Alert alert, Instant at, @Nullable Instant until) {
        var payload =
                new Payload(alert.requester().id(), alert.requester().kind(), alert.id(), alert.rule(), at, until);
        return outbox.append(Suspensions.TOPIC, key, type, payload, at);
    }
}
