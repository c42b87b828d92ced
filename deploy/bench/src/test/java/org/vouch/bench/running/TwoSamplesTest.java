package org.vouch.bench.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TwoSamplesTest {

    @Test
    void tellsApartWhatLiesElsewhereOrSpreadsMoreAndNotWhatIsTheSame() {
        TwoSamples same = new TwoSamples(normal(1, 20, 1), normal(2, 20, 1));
        assertThat(same.mannWhitney()).isGreaterThan(.01);
        assertThat(same.kolmogorovSmirnov()).isGreaterThan(.01);

        TwoSamples later = new TwoSamples(normal(1, 20, 1), normal(2, 20.5, 1));
        assertThat(later.mannWhitney()).isLessThan(.001);
        assertThat(later.kolmogorovSmirnov()).isLessThan(.001);

        TwoSamples wider = new TwoSamples(normal(1, 20, 1), normal(2, 20, 2));
        assertThat(wider.mannWhitney()).isGreaterThan(.01);
        assertThat(wider.kolmogorovSmirnov()).isLessThan(.001);
    }

    @Test
    void saysHowOftenTheOtherIsGreaterAndByHowMuch() {
        TwoSamples samples = new TwoSamples(new double[] {1, 2, 3, 4}, new double[] {2, 3, 9, 9});

        assertThat(samples.otherIsGreater()).isEqualTo((1.5 + 2.5 + 4 + 4) / 16);
        assertThat(samples.difference()).isEqualTo(3.5);
    }

    @Test
    void saysWhatItWouldSee() {
        TwoSamples same = new TwoSamples(normal(1, 20, 1), normal(2, 20, 1));

        double enough = same.toldApartBy(.01);

        // Two and a half standard errors of a difference of 500 and 500.
        assertThat(enough).isCloseTo(2.58 * Math.sqrt(2.0 / 500), within(.1));
    }

    private static double[] normal(long seed, double mean, double deviation) {
        Random random = new Random(seed);
        return random.doubles(500)
                .map(unused -> mean + deviation * random.nextGaussian())
                .toArray();
    }
}
