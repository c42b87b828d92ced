package org.vouch.healthcode.delegation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Function;
import org.vouch.audit.client.inbox.Inbox;

/** Knows of a delegation, or of its end, once its event has come: the event's id and the effect are committed together. */
@ApplicationScoped
public class TakingInDelegation {
    private static final String CONSUMER = "delegations";

    private final Pool pool;
    private final Delegations delegations;

    TakingInDelegation(Pool pool, Delegations delegations) {
        this.pool = pool;
        this.delegations = delegations;
    }

    public Uni<Void> granted(UUID eventId, Delegation delegation) {
        return once(eventId, transaction -> delegations.grant(transaction, delegation));
    }

    public Uni<Void> revoked(UUID eventId, Delegation delegation) {
        return once(eventId, transaction -> delegations.revoke(transaction, delegation));
    }

    private Uni<Void> once(UUID eventId, Function<SqlClient, Uni<Void>> effect) {
        return pool.withTransaction(transaction -> Inbox.firstTime(transaction, CONSUMER, eventId)
                .chain(first ->
                        first ? effect.apply(transaction) : Uni.createFrom().voidItem()));
    }
}
