package org.vouch.audit.thresholds;

import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import org.vouch.audit.client.platform.Ids;

/** An auditor proposes other thresholds. By itself it changes nothing. */
@ApplicationScoped
public class ProposingChange {
    private final ThresholdChanges changes;
    private final Clock clock;
    private final Ids ids;

    ProposingChange(ThresholdChanges changes, Clock clock, Ids ids) {
        this.changes = changes;
        this.clock = clock;
        this.ids = ids;
    }

    @WithTransaction
    public Uni<ThresholdChange> propose(SortedMap<String, Double> values, String reason, String auditor) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var change = new ThresholdChange(ids.next(), values, reason, auditor, now, null);
        return changes.add(change).replaceWith(change);
    }
}
