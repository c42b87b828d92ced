package org.vouch.audit.log;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** Facts about the platform itself (alerts, suspensions, keys, policies) that are true and not in the log yet. */
public interface PendingFacts {
    /** Once for each event, which is the fact's id; whom it is about is nobody. */
    Uni<Void> add(Fact fact);

    /** Moves them into the log, in the order in which they came about; how many there were. */
    Uni<Integer> take(Instant now);
}
