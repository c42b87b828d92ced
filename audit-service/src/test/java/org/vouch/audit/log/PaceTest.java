package org.vouch.audit.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long MILLI = 1_000_000;

    @Test
    void restsThriceAsLongAsItWorkedWhileTheLogGrowsFast() {
        assertThat(Pace.restAfter(50 * MILLI, 6)).isEqualTo(150 * MILLI);
        assertThat(Pace.restAfter(50 * MILLI, 500)).isEqualTo(150 * MILLI);
    }

    @Test
    void goesStraightOnWhileLittleComes() {
        assertThat(Pace.restAfter(50 * MILLI, 0)).isZero();
        assertThat(Pace.restAfter(50 * MILLI, 5)).isZero();
    }

    @Test
    void neverRestsMoreThanThreeSeconds() {
        assertThat(Pace.restAfter(20_000 * MILLI, 1_000_000)).isEqualTo(3_000 * MILLI);
    }
}
