package org.vouch.audit.shields;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.vouch.audit.client.paging.Page;
import org.vouch.audit.client.paging.PageRequest;

/** Shows shields to auditors, without whom they shield, and to whom they shield. */
@ApplicationScoped
public class ReadingShields {
    private final Shields shields;
    private final Clock clock;

    ReadingShields(Shields shields, Clock clock) {
        this.shields = shields;
        this.clock = clock;
    }

    @WithSession
    public Uni<Page<Shield>> page(PageRequest request) {
        return shields.page(request);
    }

    /** The one in force over this person. */
    @WithSession
    public Uni<Optional<Shield>> of(UUID person) {
        return shields.inForce(org.vouch.audit.client.suspension.Shields.handleOf(person), clock.instant());
    }
}
