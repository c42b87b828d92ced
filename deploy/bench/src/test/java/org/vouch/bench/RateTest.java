package org.vouch.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RateTest {

    @Test
    void boundsAreThoseOfTheTables() {
        bounded(new Rate(5, 100), .0164, .1128);
        bounded(new Rate(10, 20), .2720, .7280);
        bounded(new Rate(1, 1000), .000025, .00556);
    }

    @Test
    void withoutAnErrorTheUpperBoundIsSomewhatMoreThanTheRuleOfThreeSays() {
        bounded(new Rate(0, 100), 0, .0362);
        bounded(new Rate(0, 1230), 0, .0030);
    }

    @Test
    void withNothingButErrorsTheLowerBoundIsItsMirrorImage() {
        bounded(new Rate(100, 100), .9638, 1);
    }

    @Test
    void ofNoTrialNothingIsKnown() {
        assertThat(new Rate(0, 0).value()).isNaN();
        assertThat(new Rate(0, 0)).hasToString("-");
    }

    @Test
    void printsPerCentWithDigitsThatCount() {
        assertThat(new Rate(1, 4)).hasToString("25.0 [0.63, 80.6]");
        assertThat(new Rate(0, 100)).hasToString("0.0 [0.0, 3.62]");
        assertThat(new Rate(5, 1_000_000)).hasToString("0.000500 [0.000162, 0.0012]");
    }

    @Test
    void refusesMoreErrorsThanTrials() {
        assertThatThrownBy(() -> new Rate(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Rate(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void bounded(Rate rate, double lower, double upper) {
        assertThat(rate.lower()).isCloseTo(lower, within(5e-5));
        assertThat(rate.upper()).isCloseTo(upper, within(5e-5));
    }
}
