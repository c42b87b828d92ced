package org.vouch.audit.operations;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** A time that ends now, in steps that are few enough for a picture. */
public enum Period {
    HOUR(Duration.ofHours(1), Duration.ofMinutes(1)),
    DAY(Duration.ofHours(24), Duration.ofMinutes(30)),
    WEEK(Duration.ofDays(7), Duration.ofHours(3));

    private final Duration length;
    private final Duration step;

    Period(Duration length, Duration step) {
        this.length = length;
        this.step = step;
    }

    public Duration length() {
        return length;
    }

    public Duration step() {
        return step;
    }

    /** @param text an ISO 8601 duration, in whatever units it is written */
    public static Optional<Period> of(Duration text) {
        return Arrays.stream(values()).filter(one -> one.length.equals(text)).findFirst();
    }
}
