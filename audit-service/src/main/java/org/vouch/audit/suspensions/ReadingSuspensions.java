package org.vouch.audit.suspensions;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.vouch.audit.client.paging.Page;
import org.vouch.audit.client.paging.PageRequest;

/** Shows suspensions to auditors. */
@ApplicationScoped
public class ReadingSuspensions {
    private final Suspensions suspensions;

    ReadingSuspensions(Suspensions suspensions) {
        this.suspensions = suspensions;
    }

    @WithSession
    public Uni<Page<Suspension>> page(PageRequest request) {
        return suspensions.page(request);
    }
}
