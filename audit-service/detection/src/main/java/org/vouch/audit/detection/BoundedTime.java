package org.vouch.audit.detection;

import java.time.Duration;
import java.time.Instant;

/**
 * The time of an event: its producer's clock, at most 60 seconds ahead of the log's own time and at most a day behind it
 * (both inclusive). Behind it may well be: while Kafka is away looks go on and wait to be sent, and they happened when they
 * happened; dated by the log they would all have happened at once. The producers are services of this platform: a clock of
 * theirs that is slow by more than the window hides looks among those of punctual ones, which no caller can bring about.
 */
public final class BoundedTime {
    public static final Duration SKEW = Duration.ofSeconds(60);
    public static final Duration LATEST_SENT = Duration.ofHours(24);

    private BoundedTime() {}

    public static Instant of(Instant producer, Instant log) {
        var earliest = log.minus(LATEST_SENT);
        var latest = log.plus(SKEW);
        if (producer.isBefore(earliest)) {
            return earliest;
        }
        return producer.isAfter(latest) ? latest : producer;
    }
}
