package org.vouch.identity.face.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.vouch.identity.face.AttackPolicy;
import org.vouch.identity.face.AttackProfile;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.face.FaceReading.Reason;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.Metric;
import org.vouch.identity.face.Pose;
import org.vouch.identity.face.RecogniserProfile.ChannelOrder;
import org.vouch.identity.face.RecogniserProfile.Layout;
import org.vouch.identity.face.challenge.Challenge.Action;
import org.vouch.identity.face.challenge.ChallengePolicy.Decision;
import org.vouch.identity.face.challenge.ChallengePolicy.Frame;

class ChallengePolicyTest {
    private static final Pose NEUTRAL = new Pose(2, 0, 0, .05, .3, 1.1);
    private static final Pose LEFT = new Pose(27, 0, 0, .05, .3, 1.2);
    private static final Pose RIGHT = new Pose(-23, 0, 0, .05, .3, 1.2);
    private static final Pose OPEN = new Pose(2, 0, 0, .55, .3, 1.2);
    private static final Pose SHUT = new Pose(2, 0, 0, .05, .15, 1.1);

    private final ChallengePolicy policy = new ChallengePolicy(new MatchPolicy(1));
    private final Challenge look = new Challenge(List.of(Action.NEUTRAL));
    private final Challenge leftThenMouth = new Challenge(List.of(Action.NEUTRAL, Action.TURN_LEFT, Action.OPEN_MOUTH));

    @Test
    void onePersonWhoDoesAsAskedIsUsable() {
        assertThat(policy.judge(leftThenMouth, followed())).isInstanceOf(Decision.Usable.class);
        var blink = new Challenge(List.of(Action.NEUTRAL, Action.BLINK, Action.TURN_LEFT));
        assertThat(policy.judge(
                        blink,
                        List.of(
                                frame(0, NEUTRAL, 0),
                                frame(1, SHUT, .1f),
                                frame(1, NEUTRAL, .1f),
                                frame(2, LEFT, .6f))))
                .isInstanceOf(Decision.Usable.class);
    }

    private static List<Frame> followed() {
        return List.of(frame(0, NEUTRAL, 0), frame(1, LEFT, .5f), frame(2, OPEN, .4f));
    }

    /** Turned heads and open mouths would blur it. */
    @Test
    void theFaceIsTheMeanOfTheFramesThatAreLikeTheNeutralLook() {
        var decision = policy.judge(
                leftThenMouth,
                List.of(
                        frame(0, NEUTRAL, .1f),
                        frame(0, NEUTRAL, .3f),
                        frame(1, LEFT, .95f),
                        frame(2, NEUTRAL, .5f),
                        frame(2, OPEN, .9f)));
        assertThat(((Decision.Usable) decision).face().distance(face(.3f))).isLessThan(1e-6);
    }

    @Test
    void templatesStayTheCallers() {
        var frames = followed();
        policy.judge(leftThenMouth, frames);
        for (var frame : frames) {
            assertThat(((FaceReading.Usable) frame.reading()).template().distance(face(0)))
                    .isNotNaN();
        }
    }

    @Test
    void framesOfTwoPeopleAreRefused() {
        for (var frames : List.of(
                List.of(frame(0, NEUTRAL, 0), frame(1, LEFT, 1.15f), frame(2, OPEN, 0)),
                List.of(frame(0, NEUTRAL, 0), frame(1, LEFT, .5f), frame(2, OPEN, -1.15f)),
                List.of(frame(0, NEUTRAL, 0), frame(0, NEUTRAL, 1.1f), frame(1, LEFT, .8f), frame(2, OPEN, .4f)))) {
            assertThat(policy.judge(leftThenMouth, frames)).isEqualTo(new Decision.Refused(Reason.NOT_ONE_PERSON));
        }
    }

    @Test
    void whoActsMayLookALittleLessLikeOneself() {
        var acting = List.of(frame(0, NEUTRAL, 0), frame(1, LEFT, 1.05f), frame(2, OPEN, -1.05f));
        assertThat(policy.judge(leftThenMouth, acting)).isInstanceOf(Decision.Usable.class);
        var still = List.of(frame(0, NEUTRAL, 0), frame(0, NEUTRAL, 1.05f));
        assertThat(policy.judge(look, still)).isEqualTo(new Decision.Refused(Reason.NOT_ONE_PERSON));
    }

    /** Whoever looks like somebody half way between two is neither: what counts is every neutral look by itself. */
    @Test
    void aMeanOfTwoPeopleIsNobody() {
        assertThat(policy.judge(look, List.of(frame(0, NEUTRAL, 0), frame(0, NEUTRAL, .9f))))
                .isInstanceOf(Decision.Usable.class);
        assertThat(policy.judge(look, List.of(frame(0, NEUTRAL, 0), frame(0, NEUTRAL, 1.8f))))
                .isEqualTo(new Decision.Refused(Reason.NOT_ONE_PERSON));
    }

    /** Many pictures of one person around one of another make a face of neither. */
    @Test
    void nobodyElseIsMixedIntoTheFace() {
        var frames = new ArrayList<Frame>();
        frames.add(frame(0, NEUTRAL, 0));
        frames.add(frame(1, LEFT, -.95f));
        for (var i = 0; i < 9; i++) {
            frames.add(frame(1, NEUTRAL, .95f));
        }
        frames.add(frame(2, OPEN, -.95f));
        assertThat(policy.judge(leftThenMouth, frames)).isEqualTo(new Decision.Refused(Reason.NOT_ONE_PERSON));
    }

    @Test
    void oneRecordingOfEverythingAnswersNoChallenge() {
        var everything = List.of(LEFT, RIGHT, OPEN, SHUT, NEUTRAL);
        for (var actions : List.of(
                List.of(Action.NEUTRAL, Action.TURN_LEFT, Action.OPEN_MOUTH),
                List.of(Action.NEUTRAL, Action.BLINK, Action.TURN_RIGHT),
                List.of(Action.NEUTRAL, Action.OPEN_MOUTH, Action.BLINK))) {
            var frames = new ArrayList<Frame>();
            frames.add(frame(0, NEUTRAL, 0));
            for (var step = 1; step <= 2; step++) {
                for (var pose : everything) {
                    frames.add(frame(step, pose, .4f));
                }
            }
            assertThat(policy.judge(new Challenge(actions), frames))
                    .isEqualTo(new Decision.Refused(Reason.CHALLENGE_NOT_FOLLOWED));
        }
    }

    @Test
    void whatCannotBeMeasuredIsRefused() {
        var unmeasured = new Pose(2, 0, 0, Double.NaN, .3, 1.1);
        assertThat(policy.judge(
                        new Challenge(List.of(Action.NEUTRAL, Action.TURN_LEFT)),
                        List.of(frame(0, unmeasured, 0), frame(1, LEFT, .5f))))
                .isEqualTo(new Decision.Refused(Reason.CHALLENGE_NOT_FOLLOWED));
    }

    @Test
    void oneUnusableFrameRefusesAll() {
        var dark = new Frame(0, new FaceReading.Refused(Reason.TOO_DARK));
        assertThat(policy.judge(look, List.of(frame(0, NEUTRAL, 0), dark)))
                .isEqualTo(new Decision.Refused(Reason.TOO_DARK));
        var text = new Frame(0, new FaceReading.NotAnImage("text"));
        assertThat(policy.judge(look, List.of(frame(0, NEUTRAL, 0), text))).isEqualTo(new Decision.NotAnImage());
    }

    @Test
    void everyStepIsNeededAndInOrder() {
        var neutral = frame(0, NEUTRAL, 0);
        var left = frame(1, LEFT, .5f);
        var open = frame(2, OPEN, .4f);
        assertThat(policy.judge(leftThenMouth, List.of(neutral, neutral, left, open)))
                .isInstanceOf(Decision.Usable.class);
        for (var frames : List.of(
                List.of(neutral, left),
                List.of(neutral, open),
                List.of(left, neutral, open),
                List.of(neutral, left, open, left),
                List.of(left, open),
                List.<Frame>of())) {
            assertThat(policy.judge(leftThenMouth, frames))
                    .isEqualTo(new Decision.Refused(Reason.CHALLENGE_NOT_FOLLOWED));
        }
    }

    @Test
    void whatIsShownMustBeWhatWasAskedInItsPlace() {
        for (var frames : List.of(
                List.of(frame(0, NEUTRAL, 0), frame(1, OPEN, .4f), frame(2, LEFT, .5f)),
                List.of(frame(0, NEUTRAL, 0), frame(1, LEFT, .5f), frame(2, NEUTRAL, .4f)),
                List.of(frame(0, NEUTRAL, 0), frame(1, NEUTRAL, .5f), frame(2, OPEN, .4f)),
                List.of(frame(0, NEUTRAL, 0), frame(0, LEFT, .4f), frame(1, LEFT, .5f), frame(2, OPEN, .4f)))) {
            assertThat(policy.judge(leftThenMouth, frames))
                    .isEqualTo(new Decision.Refused(Reason.CHALLENGE_NOT_FOLLOWED));
        }
    }

    /** A recogniser that averages both sides sees a mirror image as the same picture. */
    @Test
    void aHeadThatTurnsWithoutChangingIsAMirroredPicture() {
        var mirrored = List.of(frame(0, NEUTRAL, 0), frame(1, LEFT, .39f), frame(2, OPEN, .4f));
        assertThat(policy.judge(leftThenMouth, mirrored))
                .isEqualTo(new Decision.Refused(Reason.CHALLENGE_NOT_FOLLOWED));
        var turned = List.of(frame(0, NEUTRAL, 0), frame(1, LEFT, .41f), frame(2, OPEN, .4f));
        assertThat(policy.judge(leftThenMouth, turned)).isInstanceOf(Decision.Usable.class);
    }

    @Test
    void aChallengeThatAPictureOfAFaceFollowsIsAnAttack() {
        var attacks = new ChallengePolicy(new MatchPolicy(1), AttackPolicy.of(attackProfile()));
        assertThat(attacks.judge(look, List.of(frame(0, NEUTRAL, 0, .6), frame(0, NEUTRAL, .1f, .4))))
                .isInstanceOf(Decision.Usable.class);
        assertThat(attacks.judge(look, List.of(frame(0, NEUTRAL, 0, .6), frame(0, NEUTRAL, .1f, .3))))
                .isEqualTo(new Decision.Attack());
        assertThat(attacks.judge(look, List.of(frame(0, NEUTRAL, 0)))).isEqualTo(new Decision.Attack());
        // What was not followed says nothing of attacks.
        assertThat(attacks.judge(leftThenMouth, List.of(frame(0, NEUTRAL, 0, .1))))
                .isEqualTo(new Decision.Refused(Reason.CHALLENGE_NOT_FOLLOWED));
    }

    private static AttackProfile attackProfile() {
        return new AttackProfile(
                "pad", "/pad.onnx", "", 80, 2.7, ChannelOrder.BGR, Layout.NCHW, List.of(0f, 0f, 0f), 1, 3, 1, true, .5);
    }

    private static Frame frame(int step, Pose pose, float at, double liveness) {
        return new Frame(step, new FaceReading.Usable(face(at), pose, OptionalDouble.of(liveness)));
    }

    private static Frame frame(int step, Pose pose, float at) {
        return new Frame(step, new FaceReading.Usable(face(at), pose));
    }

    /** Faces on a line: the distance of two is the difference of their places. */
    private static FaceTemplate face(float at) {
        var values = new float[4];
        Arrays.fill(values, at / 2);
        return new FaceTemplate("line", "1", Metric.EUCLIDEAN, values);
    }
}
