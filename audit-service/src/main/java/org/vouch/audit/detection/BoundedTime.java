package org.vouch.audit.detection;

import java.time.Duration;
import java.time.Instant;

/**
 * The time of an event: its producer's clock, held within 60 seconds of the log's own time (inclusive), so that a clock
 * that is wrong or set wrong moves a look neither out of its window nor into another.
 */
public final class BoundedTime {
    public static final Duration SKEW = Duration.ofSeconds(60);

    private BoundedTime() {}

    public static Instant of(Instant producer, Instant log) {
        var earliest = log.minus(SKEW);
        var latest = log.plus(SKEW);
        if (producer.isBefore(earliest)) {
            return earliest;
        }
        return producer.isAfter(latest) ? latest : producer;
    }
}
