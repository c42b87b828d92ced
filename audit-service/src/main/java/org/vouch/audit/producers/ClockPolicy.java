package org.vouch.audit.producers;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a time can be true (threat 19). Sixty seconds and more are tolerated: what counts is the log's clock. Nothing can be
 * dated after it came in; what is dated long before may have waited for Kafka.
 */
final class ClockPolicy {
    /** Which way a clock is wrong. */
    enum Skew {
        NONE,
        AHEAD,
        BEHIND
    }

    private ClockPolicy() {}

    /** Both ends of the tolerance are within it. */
    static Skew of(Instant at, Instant logTime, Duration tolerated) {
        if (at.isAfter(logTime.plus(tolerated))) {
            return Skew.AHEAD;
        }
        return at.isBefore(logTime.minus(tolerated)) ? Skew.BEHIND : Skew.NONE;
    }
}
