package org.vouch.audit.thresholds;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.vouch.audit.client.paging.Page;
import org.vouch.audit.client.paging.PageRequest;
import org.vouch.audit.thresholds.ThresholdChange.Approved;

/** All changes. Every call takes part in the caller's transaction. */
public interface ThresholdChanges {
    /** Until the transaction ends nobody else approves one. */
    Uni<Void> lock();

    Uni<Optional<ThresholdChange>> find(UUID id);

    /** The newest that was approved, whether it holds yet or not. */
    Uni<Optional<Approved>> newest();

    /** The one that holds at this time. */
    Uni<Optional<Approved>> heldAt(Instant time);

    Uni<Void> add(ThresholdChange change);

    Uni<Void> update(ThresholdChange change);

    Uni<Page<ThresholdChange>> page(PageRequest request);
}
