package org.vouch.testresult.moments;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.vouch.audit.client.edge.Problems;

/**
 * Judges times that the clocks of sites and labs gave: they may be ahead of ours by {@link #AHEAD_AT_MOST}, inclusive,
 * which the contract of the events tells those who read them.
 */
@ApplicationScoped
public class Moments {
    public static final Duration AHEAD_AT_MOST = Duration.ofMinutes(5);

    /** Nobody samples into a tube this old; and near the beginning of the calendar no event could tell the time. */
    static final Duration BACK_AT_MOST = Duration.ofDays(366);

    private final Clock clock;

    Moments(Clock clock) {
        this.clock = clock;
    }

    /** Refuses the request where {@code field} holds a time that has not come or lies more than a year back. */
    public void refuseImplausible(String field, Instant time) {
        var now = clock.instant();
        if (isFuture(time, now)) {
            throw Problems.malformed(field, "lies in the future").asException();
        }
        if (isLongAgo(time, now)) {
            throw Problems.malformed(field, "lies more than a year back").asException();
        }
    }

    static boolean isLongAgo(Instant time, Instant now) {
        return time.isBefore(now.minus(BACK_AT_MOST));
    }

    public static boolean isFuture(Instant time, Instant now) {
        return time.isAfter(now.plus(AHEAD_AT_MOST));
    }
}
