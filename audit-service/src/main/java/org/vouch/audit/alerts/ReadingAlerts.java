package org.vouch.audit.alerts;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.alerts.RaisedAlert.State;
import org.vouch.audit.client.paging.Page;
import org.vouch.audit.client.paging.PageRequest;

/** Shows alerts to auditors. */
@ApplicationScoped
public class ReadingAlerts {
    private final Alerts alerts;

    ReadingAlerts(Alerts alerts) {
        this.alerts = alerts;
    }

    @WithSession
    public Uni<Optional<RaisedAlert>> one(UUID id) {
        return alerts.find(id);
    }

    @WithSession
    public Uni<Page<RaisedAlert>> page(@Nullable String rule, @Nullable State state, PageRequest request) {
        return alerts.page(rule, state, request);
    }
}
