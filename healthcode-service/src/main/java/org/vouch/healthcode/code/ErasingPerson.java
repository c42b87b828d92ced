package org.vouch.healthcode.code;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.vouch.audit.client.inbox.Inbox;
import org.vouch.audit.client.inbox.SetAsideEvents;
import org.vouch.healthcode.delegation.Delegations;
import org.vouch.healthcode.facts.RecordedFacts;

/** Nothing that this service knew about the pseudonym remains, and what comes late finds no place. */
@ApplicationScoped
public class ErasingPerson {
    private static final String CONSUMER = "erasures";

    private final Pool pool;
    private final RecordedFacts facts;
    private final Delegations delegations;

    ErasingPerson(Pool pool, RecordedFacts facts, Delegations delegations) {
        this.pool = pool;
        this.facts = facts;
        this.delegations = delegations;
    }

    public Uni<Void> erase(UUID eventId, UUID person) {
        return pool.withTransaction(transaction -> Inbox.firstTime(transaction, CONSUMER, eventId)
                .chain(first ->
                        first ? erase(transaction, person) : Uni.createFrom().voidItem()));
    }

    private Uni<Void> erase(SqlClient transaction, UUID person) {
        return facts.lock(transaction, person)
                .chain(() -> facts.erase(transaction, person))
                .chain(() -> delegations.erase(transaction, person))
                .chain(() -> SetAsideEvents.forget(transaction, person));
    }
}
