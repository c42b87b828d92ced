package org.vouch.identity.attempt;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How fast a source fails to match faces, whoever they are said to be: so that nobody tries one face on many documents.
 * Kept under a keyed hash of the source's name.
 */
public interface Paces {

    /** So many at once and then one {@code every} so often. */
    record Pace(int free, Duration every) {
        public Pace {
            if (free < 1 || every.isNegative() || every.isZero()) {
                throw new IllegalArgumentException("a pace lets something through, in a while");
            }
        }
    }

    /**
     * Counts an attempt as failed until {@link #giveBack}: of many at once, at whatever replica, each counts.
     *
     * @return empty where it may be made now; otherwise after which time, and nothing is counted
     */
    Uni<Optional<Duration>> take(byte[] source, Pace pace, Instant now);

    /** What was taken was no failure. */
    Uni<Void> giveBack(byte[] source, Pace pace);
}
