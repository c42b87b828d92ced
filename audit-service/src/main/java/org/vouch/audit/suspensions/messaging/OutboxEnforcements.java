package org.vouch.audit.suspensions.messaging;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.outbox.messaging.SessionOutbox;
import org.vouch.audit.suspensions.Enforcements;
import org.vouch.audit.suspensions.Suspension;
import org.vouch.audit.suspensions.Suspensions;

/** RequesterSuspended and RequesterReinstated, committed with the suspension that makes them true. */
@ApplicationScoped
class OutboxEnforcements implements Enforcements {
    static final String TOPIC = "audit.enforcements";
    static final String SUSPENDED = "org.vouch.audit.RequesterSuspended.v1";
    static final String REINSTATED = "org.vouch.audit.RequesterReinstated.v1";

    private final Suspensions suspensions;
    private final SessionOutbox outbox;

    OutboxEnforcements(Suspensions suspensions, SessionOutbox outbox) {
        this.suspensions = suspensions;
        this.outbox = outbox;
    }

    /** The payload of RequesterSuspended. */
    record Enforcement(
            String requester,
            CallerKind kind,
            UUID suspension,
            @Nullable UUID alert,
            String reason,
            Instant at,
            @Nullable Instant until,
            Suspension.Scope scope,
            Suspension.@Nullable Scope afterwards) {
        @Override
        public String toString() {
            return "Enforcement[" + suspension + "]";
        }
    }

    /** The payload of RequesterReinstated. */
    record Reinstatement(
            String requester,
            CallerKind kind,
            UUID suspension,
            @Nullable UUID alert,
            String reason,
            Instant at,
            @Nullable Instant until) {
        @Override
        public String toString() {
            return "Reinstatement[" + suspension + "]";
        }
    }

    @Override
    public Uni<Void> suspended(Suspension suspension, @Nullable UUID alert, Instant at) {
        return standing(suspension, alert, at);
    }

    @Override
    public Uni<Void> reinstated(Suspension suspension, Instant at) {
        return standing(suspension, null, at);
    }

    private Uni<Void> standing(Suspension changed, @Nullable UUID alert, Instant at) {
        var requester = changed.requester().id();
        return suspensions
                .inForce(requester, at)
                .chain(everything -> suspensions.freezing(requester, at).chain(proxy -> {
                    var strongest = everything.or(() -> proxy);
                    return strongest.isEmpty()
                            ? append(REINSTATED, requester, reinstatement(changed, at), at)
                            : append(SUSPENDED, requester, of(strongest.get(), proxy, alert, at), at);
                }));
    }

    private static Enforcement of(Suspension strongest, Optional<Suspension> proxy, @Nullable UUID alert, Instant at) {
        var requester = strongest.requester();
        return new Enforcement(
                requester.id(),
                requester.kind(),
                strongest.id(),
                alert,
                strongest.reason(),
                at,
                strongest.until(),
                strongest.scope(),
                proxy.map(Suspension::scope).orElse(null));
    }

    private static Reinstatement reinstatement(Suspension suspension, Instant at) {
        var requester = suspension.requester();
        return new Reinstatement(
                requester.id(), requester.kind(), suspension.id(), null, suspension.reason(), at, null);
    }

    private Uni<Void> append(String type, String requester, Object enforcement, Instant at) {
        return outbox.append(TOPIC, requester, type, enforcement, at);
    }
}
