package org.vouch.testresult.moments;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void allowsOtherClocksFiveMinutesAheadAndNotANanosecondMore() {
        var latest = NOW.plus(Duration.ofMinutes(5));
        assertThat(Moments.isFuture(latest, NOW)).isFalse();
        assertThat(Moments.isFuture(latest.plusNanos(1), NOW)).isTrue();
    }
}
