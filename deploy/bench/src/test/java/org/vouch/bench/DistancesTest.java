package org.vouch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.MatchDecision.Accepted;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.Metric;

class DistancesTest {

    /** Of one person .125 and .5; of two 1.5 and more. */
    private static final Distances DISTANCES =
            Distances.of(List.of(List.of(0.0, .125), List.of(2.0, 2.5), List.of(4.0)), (a, b) -> Math.abs(a - b));

    @Test
    void takesEveryPairOnce() {
        assertThat(DISTANCES.falseNonMatches(9)).isEqualTo(new Rate(0, 2));
        assertThat(DISTANCES.falseMatches(9)).isEqualTo(new Rate(8, 8));
        assertThat(DISTANCES.nearestStrangers()).isEqualTo(1.5);
    }

    @Test
    void countsTheThresholdItselfAsAMatch() {
        assertThat(DISTANCES.falseNonMatches(.125).errors()).isEqualTo(1);
        assertThat(DISTANCES.falseNonMatches(Math.nextDown(.125)).errors()).isEqualTo(2);
        assertThat(DISTANCES.falseMatches(1.5).errors()).isEqualTo(1);
        assertThat(DISTANCES.falseMatches(Math.nextDown(1.5)).errors()).isZero();
    }

    @Test
    void errsExactlyWhereThePolicyDoes() {
        FaceTemplate one = face(0);
        FaceTemplate other = face(.5f);
        Distances strangers = Distances.of(List.of(List.of(one), List.of(other)), FaceTemplate::distance);

        for (double threshold : new double[] {Math.nextDown(.5), .5, Math.nextUp(.5)}) {
            boolean accepted = new MatchPolicy(threshold).decide(one, other) instanceof Accepted;

            assertThat(strangers.falseMatches(threshold).errors()).isEqualTo(accepted ? 1 : 0);
        }
    }

    @Test
    void knowsNothingOfNobody() {
        Distances none = Distances.of(List.<List<Double>>of(), (a, b) -> 0);

        assertThat(none.falseMatches(1)).isEqualTo(new Rate(0, 0));
        assertThat(none.nearestStrangers()).isNaN();
    }

    private static FaceTemplate face(float value) {
        return new FaceTemplate("net", "1", Metric.EUCLIDEAN, new float[] {value});
    }
}
