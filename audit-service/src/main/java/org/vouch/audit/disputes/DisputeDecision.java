package org.vouch.audit.disputes;

import java.time.Duration;
import org.vouch.audit.entries.DisputedLooks.Dispute;

/** What came of a dispute. */
public sealed interface DisputeDecision {
    /** It is there, made now or before. */
    record Made(Dispute state) implements DisputeDecision {}

    /** No look of this id at this person. */
    record Unknown() implements DisputeDecision {}

    record TooMany(Duration pause) implements DisputeDecision {}
}
