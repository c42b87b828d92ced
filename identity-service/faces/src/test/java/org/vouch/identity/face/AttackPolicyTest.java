package org.vouch.identity.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.vouch.identity.face.AttackDecision.Attack;
import org.vouch.identity.face.AttackDecision.Live;
import org.vouch.identity.face.AttackDecision.NotJudged;
import org.vouch.identity.face.RecogniserProfile.ChannelOrder;
import org.vouch.identity.face.RecogniserProfile.Layout;

class AttackPolicyTest {

    private final AttackPolicy policy = AttackPolicy.of(new AttackProfile(
            "pad", "/pad.onnx", "", 80, 2.7, ChannelOrder.BGR, Layout.NCHW, List.of(0f, 0f, 0f), 1, 3, 1, true, .5));

    @Test
    void takesTheMeanOfAllFramesUpToTheThreshold() {
        assertThat(policy.decide(scores(.25, .75))).isEqualTo(new Live());
        assertThat(policy.decide(scores(.25, .7499))).isEqualTo(new Attack());
    }

    @Test
    void takesWhatWasNotMeasuredForAnAttack() {
        assertThat(policy.decide(scores(.9, Double.NaN))).isEqualTo(new Attack());
        assertThat(policy.decide(List.of(OptionalDouble.of(.9), OptionalDouble.empty())))
                .isEqualTo(new Attack());
        assertThat(policy.decide(List.of())).isEqualTo(new Attack());
    }

    @Test
    void decidesNothingWhereNoNetworkIsConfigured() {
        assertThat(AttackPolicy.NONE.decide(scores(0))).isEqualTo(new NotJudged());
        assertThat(AttackPolicy.NONE.decide(List.of(OptionalDouble.empty()))).isEqualTo(new NotJudged());
    }

    private static List<OptionalDouble> scores(double... scores) {
        return Arrays.stream(scores).mapToObj(OptionalDouble::of).toList();
    }
}
