package org.vouch.audit.suspensions.messaging;

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
import org.vouch.audit.statements.Counted;
import org.vouch.audit.suspensions.Enforcements;
import org.vouch.audit.suspensions.Suspension;

/** RequesterSuspended and RequesterReinstated, committed with the suspension that makes them true. */
@ApplicationScoped
class OutboxEnforcements implements Enforcements {
    static final String TOPIC = "audit.enforcements";
    static final String SUSPENDED = "org.vouch.audit.RequesterSuspended.v1";
    static final String REINSTATED = "org.vouch.audit.RequesterReinstated.v1";
    private static final String APPEND = Counted.insert(Outbox.INSERT);

    private final ObjectMapper json;
    private final Ids ids;

    OutboxEnforcements(ObjectMapper json, Ids ids) {
        this.json = json;
        this.ids = ids;
    }

    /** The payload of both events; a reinstatement is open-ended. */
    record Enforcement(
            String requester,
            CallerKind kind,
            UUID suspension,
            @Nullable UUID alert,
            String reason,
            Instant at,
            @Nullable Instant until) {
        @Override
        public String toString() {
            return "Enforcement[" + suspension + "]";
        }
    }

    @Override
    public Uni<Void> suspended(Suspension suspension, @Nullable UUID alert, Instant at) {
        return append(SUSPENDED, of(suspension, alert, at, suspension.until()));
    }

    @Override
    public Uni<Void> reinstated(Suspension suspension, Instant at) {
        return append(REINSTATED, of(suspension, null, at, null));
    }

    static Enforcement of(Suspension suspension, @Nullable UUID alert, Instant at, @Nullable Instant until) {
        var requester = suspension.requester();
        return new Enforcement(
                requester.id(), requester.kind(), suspension.id(), alert, suspension.reason(), at, until);
    }

    private Uni<Void> append(String type, Enforcement enforcement) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(APPEND, Long.class)
                        .setParameter(1, ids.next())
                        .setParameter(2, TOPIC)
                        .setParameter(3, enforcement.requester())
                        .setParameter(4, type)
                        .setParameter(5, text(enforcement))
                        .setParameter(6, enforcement.at().atOffset(ZoneOffset.UTC))
                        .getSingleResult())
                .replaceWithVoid();
    }

    private String text(Enforcement enforcement) {
        try {
            return json.writeValueAsString(enforcement);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an enforcement is always writable", e);
        }
    }
}
