package org.vouch.testresult.moments;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.vouch.audit.client.edge.Problems;

/** Judges times that other machines' clocks gave: they may be ahead of ours by {@link #CLOCKS_DIFFER_BY}, inclusive. */
@ApplicationScoped
public class Moments {
    public static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(5);

    private final Clock clock;

    Moments(Clock clock) {
        this.clock = clock;
    }

    /** Refuses the request where {@code field} holds a time that has not come. */
    public void refuseFuture(String field, Instant time) {
        if (isFuture(time, clock.instant())) {
            throw Problems.malformed(field, "lies in the future").asException();
        }
    }

    public static boolean isFuture(Instant time, Instant now) {
        return time.isAfter(now.plus(CLOCKS_DIFFER_BY));
    }
}
