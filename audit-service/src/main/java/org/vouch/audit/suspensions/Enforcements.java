package org.vouch.audit.suspensions;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells every service, once the caller's transaction commits, where a requester stands: what else is in force is told with
 * the change, for the newest word about a requester is the only one that holds.
 */
public interface Enforcements {
    /** RequesterSuspended; the alert is what led to it, null where an auditor acted on their own. */
    Uni<Void> suspended(Suspension suspension, @Nullable UUID alert, Instant at);

    Uni<Void> reinstated(Suspension suspension, Instant at);
}
