package org.vouch.audit.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vouch.audit.operations.Operations.Alerts;
import org.vouch.audit.operations.Operations.Looks;
import org.vouch.audit.operations.ReadingOperations.Step;

class ReadingOperationsTest {
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Instant AT = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void aStepBeginsWhereTheClocksDoesAndAtItsFirstInstant() {
        assertThat(ReadingOperations.floor(AT, STEP)).isEqualTo(AT);
        assertThat(ReadingOperations.floor(AT.minusNanos(1), STEP)).isEqualTo(AT.minus(STEP));
        assertThat(ReadingOperations.floor(AT.plusSeconds(59), STEP)).isEqualTo(AT);
        assertThat(ReadingOperations.floor(AT.plusSeconds(60), STEP)).isEqualTo(AT.plus(STEP));
    }

    @Test
    void stepsWithoutAnythingAreThereToo() {
        assertThat(ReadingOperations.steps(
                        AT,
                        AT.plusSeconds(150),
                        STEP,
                        List.of(new Looks(AT.plusSeconds(60), 7, 2, 0.5)),
                        List.of(new Alerts(AT, 3))))
                .containsExactly(
                        new Step(AT, 0, 0, 3, null),
                        new Step(AT.plusSeconds(60), 7, 2, 0, 0.5),
                        new Step(AT.plusSeconds(120), 0, 0, 0, null));
    }

    @Test
    void everyPeriodHasStepsThatAPictureCanShow() {
        for (var period : Period.values()) {
            assertThat(period.length().dividedBy(period.step())).isBetween(40L, 100L);
            assertThat(Period.of(period.length())).contains(period);
        }
        assertThat(Period.of(Duration.ofHours(2))).isEmpty();
        assertThat(Period.of(Duration.ofDays(1))).contains(Period.DAY);
    }
}
