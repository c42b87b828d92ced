package org.vouch.audit.alerts;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Shows auditors what becomes of alerts, from where they last were: nothing is left out and nothing comes twice. */
@ApplicationScoped
public class FollowingAlerts {
    private final AlertChanges changes;

    FollowingAlerts(AlertChanges changes) {
        this.changes = changes;
    }

    public Uni<Long> last() {
        return changes.last();
    }

    @WithSession
    public Uni<List<AlertChange>> after(long position, int most) {
        return changes.after(position, most);
    }
}
