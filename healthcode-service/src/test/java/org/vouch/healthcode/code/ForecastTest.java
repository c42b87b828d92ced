package org.vouch.healthcode.code;

import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.healthcode.facts.FactFixture.NOW;
import static org.vouch.healthcode.facts.FactFixture.aNegative;
import static org.vouch.healthcode.facts.FactFixture.aPositive;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vouch.healthcode.facts.Fact;
import org.vouch.healthcode.facts.Facts;
import org.vouch.healthcode.policy.Decision;
import org.vouch.healthcode.policy.PolicyFixture;

class ForecastTest {
    @Test
    void withoutAssumptionsTellsWhatTimeAloneDoes() {
        assertThat(changes(List.of(aNegative(ofHours(70))), List.of()))
                .containsExactly(NOW.plus(ofHours(2)) + " YELLOW");
        assertThat(changes(List.of(), List.of())).isEmpty();
    }

    @Test
    void aTestToComeChangesNothingBeforeItIsSampled() {
        assertThat(changes(List.of(aPositive(ofHours(10))), List.of(aNegative(ofHours(-5)))))
                .containsExactly(NOW.plus(ofHours(5)) + " GREEN", NOW.plus(ofHours(77)) + " YELLOW");
    }

    @Test
    void aTestThatWasSampledAlreadyChangesTheColourNow() {
        assertThat(changes(List.of(), List.of(aNegative(ofHours(1)))))
                .containsExactly(NOW + " GREEN", NOW.plus(ofHours(71)) + " YELLOW");
    }

    @Test
    void aTestThatComesInTimeKeepsTheColour() {
        assertThat(changes(List.of(aNegative(ofHours(70))), List.of(aNegative(ofHours(-1)))))
                .containsExactly(NOW.plus(ofHours(73)) + " YELLOW");
        assertThat(changes(List.of(aNegative(ofHours(70))), List.of(aNegative(ofHours(-2)))))
                .containsExactly(NOW.plus(ofHours(74)) + " YELLOW");
        assertThat(changes(List.of(aNegative(ofHours(70))), List.of(aNegative(ofHours(-3)))))
                .containsExactly(
                        NOW.plus(ofHours(2)) + " YELLOW",
                        NOW.plus(ofHours(3)) + " GREEN",
                        NOW.plus(ofHours(75)) + " YELLOW");
    }

    private static List<String> changes(List<Fact> known, List<Fact> assumed) {
        return Forecast.of(Facts.of(known), assumed, PolicyFixture.baseline(), NOW).changes().stream()
                .map(ForecastTest::words)
                .toList();
    }

    private static String words(Decision change) {
        return change.asOf() + " " + change.colour();
    }
}
