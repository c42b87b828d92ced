package org.vouch.audit.log;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** Facts of this service itself (alerts, suspensions) that are true and not in the log yet. */
public interface PendingFacts {
    /** Moves them into the log, in the order in which they came about; how many there were. */
    Uni<Integer> take(Instant now);
}
