package org.vouch.identity.facesession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.face.FaceReading.Reason;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.Metric;
import org.vouch.identity.face.Pose;
import org.vouch.identity.facesession.Challenge.Action;
import org.vouch.identity.facesession.ChallengePolicy.Decision;
import org.vouch.identity.facesession.ChallengePolicy.Frame;

class ChallengePolicyTest {
    private final ChallengePolicy policy = new ChallengePolicy(new MatchPolicy(1));
    private final Challenge neutral = policy.next();
    private final Challenge three = new Challenge(List.of(Action.NEUTRAL, Action.BLINK, Action.TURN_LEFT));

    @Test
    void asksForANeutralLook() {
        assertThat(neutral.steps()).containsExactly(new Challenge.Step(0, Action.NEUTRAL));
        assertThatThrownBy(() -> new Challenge(List.of(Action.BLINK))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Challenge(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theFaceIsTheMeanOfTheFrames() {
        var decision = policy.judge(neutral, List.of(frame(0, .1f), frame(0, .3f)));
        assertThat(decision).isInstanceOf(Decision.Usable.class);
        assertThat(((Decision.Usable) decision).face().distance(face(.2f))).isLessThan(1e-6);
    }

    @Test
    void framesOfTwoPeopleAreRefused() {
        assertThat(policy.judge(neutral, List.of(frame(0, 0), frame(0, 1)))).isInstanceOf(Decision.Usable.class);
        assertThat(policy.judge(neutral, List.of(frame(0, 0), frame(0, .9f), frame(0, 1.1f))))
                .isEqualTo(new Decision.Refused(Reason.NOT_ONE_PERSON));
    }

    @Test
    void oneUnusableFrameRefusesAll() {
        var dark = new Frame(0, new FaceReading.Refused(Reason.TOO_DARK));
        assertThat(policy.judge(neutral, List.of(frame(0, 0), dark))).isEqualTo(new Decision.Refused(Reason.TOO_DARK));
        var text = new Frame(0, new FaceReading.NotAnImage("text"));
        assertThat(policy.judge(neutral, List.of(frame(0, 0), text))).isEqualTo(new Decision.NotAnImage());
    }

    @Test
    void everyStepIsNeededAndInOrder() {
        assertThat(policy.judge(three, List.of(frame(0, 0), frame(0, 0), frame(1, 0), frame(2, 0))))
                .isInstanceOf(Decision.Usable.class);
        for (var frames : List.of(
                List.of(frame(0, 0), frame(1, 0)),
                List.of(frame(0, 0), frame(2, 0)),
                List.of(frame(1, 0), frame(0, 0), frame(2, 0)),
                List.of(frame(0, 0), frame(1, 0), frame(2, 0), frame(1, 0)),
                List.<Frame>of())) {
            assertThat(policy.judge(three, frames)).isEqualTo(new Decision.Refused(Reason.CHALLENGE_NOT_FOLLOWED));
        }
    }

    @Test
    void aSessionsIdIsNeitherPrintedNorPredictable() {
        var random = new java.security.SecureRandom();
        var id = SessionId.random(random);
        assertThat(id).hasToString("SessionId").isNotEqualTo(SessionId.random(random));
        assertThat(SessionId.read(id.text())).contains(id);
        assertThat(id.handle()).matches("face-session:[0-9a-f]{16}").doesNotContain(id.text());
        for (var none : List.of("", "x", id.text() + "A", "!".repeat(22))) {
            assertThat(SessionId.read(none)).isEmpty();
        }
    }

    private static Frame frame(int step, float at) {
        return new Frame(step, new FaceReading.Usable(face(at), new Pose(0, 0, 0, 0, 0)));
    }

    /** Faces on a line: the distance of two is the difference of their places. */
    private static FaceTemplate face(float at) {
        var values = new float[4];
        Arrays.fill(values, at / 2);
        return new FaceTemplate("line", "1", Metric.EUCLIDEAN, values);
    }
}
