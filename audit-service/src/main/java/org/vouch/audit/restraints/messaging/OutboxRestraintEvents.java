package org.vouch.audit.restraints.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.outbox.Outbox;
import org.vouch.audit.client.platform.Ids;
import org.vouch.audit.client.suspension.Restraints;
import org.vouch.audit.client.suspension.Suspensions;
import org.vouch.audit.detection.Alert;
import org.vouch.audit.restraints.RestraintEvents;
import org.vouch.audit.statements.Counted;

/** RequesterThrottled and SignInDemanded, committed with the alert that asks for them. */
@ApplicationScoped
class OutboxRestraintEvents implements RestraintEvents {
    static final String THROTTLED = "org.vouch.audit.RequesterThrottled.v1";
    static final String SIGN_IN = "org.vouch.audit.SignInDemanded.v1";
    private static final String APPEND = Counted.insert(Outbox.INSERT);

    private final ObjectMapper json;
    private final Ids ids;

    OutboxRestraintEvents(ObjectMapper json, Ids ids) {
        this.json = json;
        this.ids = ids;
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
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(APPEND, Long.class)
                        .setParameter(1, ids.next())
                        .setParameter(2, Suspensions.TOPIC)
                        .setParameter(3, key)
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
            throw new IllegalStateException("a restraint is always writable", e);
        }
    }
}
