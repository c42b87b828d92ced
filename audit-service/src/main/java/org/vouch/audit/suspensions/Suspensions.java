package org.vouch.audit.suspensions;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.vouch.audit.client.paging.Page;
import org.vouch.audit.client.paging.PageRequest;

/** All suspensions. Every call takes part in the caller's transaction. */
public interface Suspensions {
    /** Until the transaction ends nobody else changes suspensions of this requester. */
    Uni<Void> lock(String requester);

    /** The one that takes every look. */
    Uni<Optional<Suspension>> inForce(String requester, Instant now);

    /** The one that takes proxy looks alone, whether the other is in force as well or not. */
    Uni<Optional<Suspension>> freezing(String requester, Instant now);

    /** Whom it is about; unlike {@link #find} nothing of it is read that may be old after a wait for its lock. */
    Uni<Optional<String>> requesterOf(UUID id);

    Uni<Optional<Suspension>> find(UUID id);

    Uni<Void> add(Suspension suspension);

    /** Stores what a suspension has become; fails where another has changed it meanwhile. */
    Uni<Void> update(Suspension suspension);

    Uni<Page<Suspension>> page(PageRequest request);
}
