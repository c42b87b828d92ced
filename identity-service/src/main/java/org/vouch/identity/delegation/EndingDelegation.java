package org.vouch.identity.delegation;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.vouch.audit.client.disclosure.LookDecision;
import org.vouch.audit.client.edge.Problems;

/** Either side ends a delegation, without a reason and without the other. */
@ApplicationScoped
public class EndingDelegation {
    private final Delegations delegations;
    private final Clock clock;

    EndingDelegation(Delegations delegations, Clock clock) {
        this.delegations = delegations;
        this.clock = clock;
    }

    /** One that is not there and one of others are refused alike. */
    public Uni<LookDecision<Delegation>> end(UUID id, UUID side) {
        return delegations.end(id, side, clock.instant()).map(ended -> ended.map(
                        delegation -> LookDecision.granted(DelegationRecords.about(delegation), delegation))
                .orElseGet(() -> LookDecision.refused(
                        DelegationRecords.about((UUID) null), Problems.notFound(), "no-such-delegation")));
    }

    /** What was given by a face ends with the face, and with the person, in the same transaction. */
    public Uni<Void> endAllOf(SqlClient transaction, UUID person) {
        return delegations.endAllOf(transaction, person, clock.instant());
    }
}
