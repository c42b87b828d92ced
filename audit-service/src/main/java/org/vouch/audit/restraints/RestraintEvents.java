package org.vouch.audit.restraints;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import org.vouch.audit.detection.Alert;

/** Tells every service, once the caller's transaction commits. */
public interface RestraintEvents {
    /** {@code until} is exclusive. */
    Uni<Void> throttled(Alert alert, Instant at, Instant until);

    /** No look at others with a sign-in from before {@code at}. */
    Uni<Void> signInDemanded(Alert alert, Instant at);
}
