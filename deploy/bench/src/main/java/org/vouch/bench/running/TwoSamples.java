package org.vouch.bench.running;

import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;

/**
 * Whether two samples of times can be told apart: by where they lie (H. B. Mann and D. R. Whitney, On a test of whether one of
 * two random variables is stochastically larger than the other, Annals of Mathematical Statistics 18, 1947) and by any
 * difference of their distributions (Kolmogorov and Smirnov). Neither asks how times are distributed, and neither heeds by how
 * much a few lie far out.
 */
record TwoSamples(double[] one, double[] other) {

    /** The chance of so large a difference between samples of one kind. */
    double mannWhitney() {
        return new MannWhitneyUTest().mannWhitneyUTest(one, other);
    }

    /** The chance of so large a difference between samples of one kind. */
    double kolmogorovSmirnov() {
        return new KolmogorovSmirnovTest().kolmogorovSmirnovTest(one, other);
    }

    /** Size of the effect: how often one of the other is greater than one of the first; .5 where there is none. */
    double otherIsGreater() {
        double[] sorted = one.clone();
        Arrays.sort(sorted);
        double greater = 0;
        for (double value : other) {
            int below = lower(sorted, value);
            int equal = lower(sorted, Math.nextUp(value)) - below;
            greater += below + equal / 2.0;
        }
        return greater / one.length / other.length;
    }

    /** Of the medians. */
    double difference() {
        return new Median().evaluate(other) - new Median().evaluate(one);
    }

    /** How much longer each of the other would have to be for the first test to tell them apart at {@code most}. */
    double toldApartBy(double most) {
        double enough = 1e-3;
        while (withOtherLonger(enough).mannWhitney() >= most) {
            enough *= 2;
        }
        double tooLittle = 0;
        for (int i = 0; i < 12; i++) {
            double middle = (tooLittle + enough) / 2;
            if (withOtherLonger(middle).mannWhitney() >= most) {
                tooLittle = middle;
            } else {
                enough = middle;
            }
        }
        return enough;
    }

    /** From where both have one median. */
    private TwoSamples withOtherLonger(double by) {
        double shift = by - difference();
        return new TwoSamples(
                one, Arrays.stream(other).map(value -> value + shift).toArray());
    }

    /** How many of the sorted values are less. */
    private static int lower(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
