package org.vouch.healthcode.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The instant at which a policy is asked, and the only way by which time enters a rule. Notes at which later instants
 * an answer that it gave would be another, so that the next change of a colour is computed and not guessed.
 */
final class Moment {
    /** How far a site's clock may be ahead: what testresult-service takes, see its contract, counts from the start. */
    static final Duration SITES_AHEAD_BY = Duration.ofMinutes(5);

    private final Instant now;
    private final TreeSet<Instant> turningPoints = new TreeSet<>();

    Moment(Instant now) {
        this.now = now;
    }

    /**
     * Whether {@code at} lies less than {@code span} ago: exactly {@code span} ago is no longer within. What lies
     * further ahead than a site's clock may is not within either, until its time comes.
     */
    boolean within(Instant at, Duration span) {
        var begin = at.minus(SITES_AHEAD_BY);
        var end = at.plus(span);
        note(begin);
        note(end);
        return !now.isBefore(begin) && now.isBefore(end);
    }

    /** The first instant after this one at which something asked here would be answered differently. */
    @Nullable
    Instant next() {
        return turningPoints.isEmpty() ? null : turningPoints.first();
    }

    private void note(Instant at) {
        if (at.isAfter(now)) {
            turningPoints.add(at);
        }
    }
}
