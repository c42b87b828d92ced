package org.vouch.healthcode.dependant;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.vouch.healthcode.delegation.Delegation;
import org.vouch.healthcode.delegation.Delegations;

/** For whom a person may look now. */
@ApplicationScoped
public class ReadingDependants {
    private final Delegations delegations;
    private final Clock clock;

    ReadingDependants(Delegations delegations, Clock clock) {
        this.delegations = delegations;
        this.clock = clock;
    }

    public Uni<List<Delegation>> of(UUID helper) {
        return delegations.ofHelper(helper, clock.instant());
    }
}
