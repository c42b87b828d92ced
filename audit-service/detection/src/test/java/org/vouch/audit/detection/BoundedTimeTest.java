package org.vouch.audit.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundedTimeTest {
    private static final Instant LOG = Instant.parse("2026-11-22T08:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T08:00:00Z,      2026-11-22T08:00:00Z",
        "2026-11-22T07:59:00Z,      2026-11-22T07:59:00Z",
        "2026-11-21T08:00:00Z,      2026-11-21T08:00:00Z",
        "2026-11-21T07:59:59.999Z,  2026-11-21T08:00:00Z",
        "2016-11-22T08:00:00Z,      2026-11-21T08:00:00Z",
        "2026-11-22T08:01:00Z,      2026-11-22T08:01:00Z",
        "2026-11-22T08:01:00.001Z,  2026-11-22T08:01:00Z",
        "2036-11-22T08:00:00Z,      2026-11-22T08:01:00Z"
    })
    void isAtMostAMinuteAheadOfTheLogAndAtMostADayBehindIt(Instant producer, Instant bounded) {
        assertThat(BoundedTime.of(producer, LOG)).isEqualTo(bounded);
    }
}
