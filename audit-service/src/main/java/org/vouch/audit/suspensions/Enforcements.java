package org.vouch.audit.suspensions;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells every service, once the caller's transaction commits. */
public interface Enforcements {
    /** RequesterSuspended; the alert is what led to it, null where an auditor acted on their own. */
    Uni<Void> suspended(Suspension suspension, @Nullable UUID alert, Instant at);

    Uni<Void> reinstated(Suspension suspension, Instant at);
}
