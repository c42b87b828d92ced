package org.vouch.testresult.moments;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MomentsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void allowsOtherClocksFiveMinutesAheadAndNotANanosecondMore() {
        var latest = NOW.plus(Duration.ofMinutes(5));
        assertThat(Moments.isFuture(latest, NOW)).isFalse();
        assertThat(Moments.isFuture(latest.plusNanos(1), NOW)).isTrue();
    }

    @Test
    void allowsAYearBackAndNotANanosecondMore() {
        var earliest = NOW.minus(Duration.ofDays(366));
        assertThat(Moments.isLongAgo(earliest, NOW)).isFalse();
        assertThat(Moments.isLongAgo(earliest.minusNanos(1), NOW)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sample-taken", "result-reported", "retest-required"})
    void whoReadsTheEventsIsToldHowFarAhead(String event) throws IOException {
        var schema = new ObjectMapper()
                .readTree(Path.of("src/main/resources/contract", event + ".v1.schema.json")
                        .toFile());
        assertThat(Duration.parse(
                        schema.at("/properties/sampledAt/x-ahead-at-most").textValue()))
                .isEqualTo(Moments.AHEAD_AT_MOST);
    }
}
