package org.vouch.identity.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.vouch.identity.face.MatchDecision.Accepted;
import org.vouch.identity.face.MatchDecision.Rejected;

class MatchPolicyTest {

    private static final MatchPolicy HALF = new MatchPolicy(.5);

    @Test
    void acceptsUpToTheThresholdAndNothingBeyond() {
        assertThat(HALF.decide(at(0), at(0))).isEqualTo(new Accepted(0));
        assertThat(HALF.decide(at(0), at(.5f))).isEqualTo(new Accepted(.5));
        float justOver = Math.nextUp(.5f);
        assertThat(HALF.decide(at(0), at(justOver))).isEqualTo(new Rejected(justOver));
    }

    @Test
    void rejectsADistanceThatIsNoNumber() {
        FaceTemplate zeros = new FaceTemplate("net", "1", Metric.COSINE, new float[] {0, 0});

        assertThat(HALF.decide(zeros, zeros)).isInstanceOf(Rejected.class);
    }

    @Test
    void needsAPositiveFiniteThreshold() {
        for (double threshold : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new MatchPolicy(threshold)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static FaceTemplate at(float value) {
        return new FaceTemplate("net", "1", Metric.EUCLIDEAN, new float[] {value});
    }
}
