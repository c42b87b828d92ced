package org.vouch.audit.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.SettableClock;
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

    /** Ten auditors with a page open would otherwise count fifty thousand entries three times a second. */
    @Test
    void isCountedOnceForAllWhoAskWithinTwoSecondsUnlessItFailed() {
        var watch = new SettableClock(AT);
        var database = new Counted();
        var reading = new ReadingOperations(database, watch);
        assertThatThrownBy(() -> read(reading)).isInstanceOf(IllegalStateException.class);
        var first = read(reading);
        assertThat(read(reading)).isSameAs(first);
        assertThat(database.times).isEqualTo(2);

        watch.set(AT.plusMillis(1_999));
        assertThat(read(reading)).isSameAs(first);
        assertThat(reading.read(Period.DAY).await().indefinitely()).isNotSameAs(first);
        assertThat(database.times).isEqualTo(3);

        watch.set(AT.plusMillis(2_000));
        assertThat(read(reading).at()).isEqualTo(AT.plusMillis(2_000));
        assertThat(database.times).isEqualTo(4);
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

    private static ReadingOperations.Read read(ReadingOperations reading) {
        return reading.read(Period.HOUR).await().indefinitely();
    }

    /** A database that is away at first. */
    private static final class Counted implements Operations {
        private int times;

        @Override
        public Uni<LogState> log() {
            return Uni.createFrom().item(() -> {
                if (times++ == 0) {
                    throw new IllegalStateException("away");
                }
                return new LogState(1, 1, AT);
            });
        }

        @Override
        public Uni<List<Producer>> producers() {
            return Uni.createFrom().item(List.of());
        }

        @Override
        public Uni<List<Looks>> looks(Instant from, Duration step) {
            return Uni.createFrom().item(List.of());
        }

        @Override
        public Uni<List<Alerts>> alerts(Instant from, Duration step) {
            return Uni.createFrom().item(List.of());
        }
    }
}
