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
    /** How far the clocks of a sampling site and of this service may differ. */
    static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(1);

    private final Instant now;
    private final TreeSet<Instant> turningPoints = new TreeSet<>();

    Moment(Instant now) {
        this.now = now;
    }

    /**
     * Whether {@code at} lies less than {@code span} ago: exactly {@code span} ago is no longer within. What lies
     * further ahead than clocks differ is not within either, until its time comes.
     */
    boolean within(Instant at, Duration span) {
        var begin = at.minus(CLOCKS_DIFFER_BY);
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
