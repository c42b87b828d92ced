package org.vouch.audit.client.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTextTest {

    @Test
    void readsWhatInstantsAreWrittenAs() {
        var random = new Random(1);
        for (var unit : new ChronoUnit[] {ChronoUnit.SECONDS, ChronoUnit.MILLIS, ChronoUnit.MICROS, ChronoUnit.NANOS}) {
            for (var i = 0; i < 500; i++) {
                // Years 0 to 9999.
                var at = Instant.ofEpochSecond(
                                random.nextLong(-62_167_219_200L, 253_402_300_800L), random.nextInt(1_000_000_000))
                        .truncatedTo(unit);

                assertThat(UtcText.read(at.toString())).isEqualTo(at);
            }
        }
        assertThat(UtcText.read("2026-11-22T08:15:30.1Z")).isEqualTo(Instant.parse("2026-11-22T08:15:30.100Z"));
        assertThat(UtcText.read("2024-02-29T00:00:00Z")).isEqualTo(Instant.parse("2024-02-29T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-11-22",
                "2026-11-22T08:15Z",
                "2026-11-22T08:15:30",
                "2026-11-22t08:15:30Z",
                "2026-11-22T08:15:30z",
                "2026-11-22T08:15:30.Z",
                "2026-11-22T08:15:30,1Z",
                "2026-11-22T08:15:30.1234567890Z",
                "2026-11-22T08:15:30+00:00",
                "2026-11-22T24:00:00Z",
                "2026-11-22T08:60:00Z",
                "2026-11-22T08:15:60Z",
                "2026-02-29T08:15:30Z",
                "2026-13-01T08:15:30Z",
                "2026-11-00T08:15:30Z",
                "-026-11-22T08:15:30Z",
                "+026-11-22T08:15:30Z",
                "２０２６-11-22T08:15:30Z",
                "12026-11-22T08:15:30Z"
            })
    void leavesEverythingElseToOthers(String text) {
        assertThat(UtcText.read(text)).isNull();
    }
}
