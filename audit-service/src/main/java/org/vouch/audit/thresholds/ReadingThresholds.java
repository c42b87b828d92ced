package org.vouch.audit.thresholds;

import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.vouch.audit.client.paging.Page;
import org.vouch.audit.client.paging.PageRequest;
import org.vouch.audit.thresholds.ThresholdChange.Approved;

/** Shows what holds and what was changed to auditors. */
@ApplicationScoped
public class ReadingThresholds {
    private final ThresholdChanges changes;
    private final Clock clock;

    ReadingThresholds(ThresholdChanges changes, Clock clock) {
        this.changes = changes;
        this.clock = clock;
    }

    /** What holds now, empty where nothing was ever changed; and a page of changes. */
    public record Shown(Optional<Approved> held, Page<ThresholdChange> changes) {}

    @WithSession
    public Uni<Shown> page(PageRequest request) {
        return changes.heldAt(clock.instant())
                .chain(held -> changes.page(request).map(page -> new Shown(held, page)));
    }
}
