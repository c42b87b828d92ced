package org.vouch.audit.incidents;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.vouch.audit.client.paging.Page;
import org.vouch.audit.client.paging.PageRequest;

/** Shows incidents to auditors. */
@ApplicationScoped
public class ReadingIncidents {
    private final Incidents incidents;

    ReadingIncidents(Incidents incidents) {
        this.incidents = incidents;
    }

    public Uni<Page<Incident.Summary>> page(PageRequest request) {
        return incidents.page(request);
    }

    public Uni<Optional<Incident>> one(UUID id) {
        return incidents.find(id);
    }
}
