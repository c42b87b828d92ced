package org.vouch.audit.incidents;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;
import org.vouch.audit.client.paging.Page;
import org.vouch.audit.client.paging.PageRequest;

/** All incidents. */
public interface Incidents {
    /** Newest first, by the alert that began each. */
    Uni<Page<Incident.Summary>> page(PageRequest request);

    Uni<Optional<Incident>> find(UUID id);
}
