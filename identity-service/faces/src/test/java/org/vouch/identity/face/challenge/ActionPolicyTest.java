package org.vouch.identity.face.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vouch.identity.face.Pose;
import org.vouch.identity.face.challenge.Challenge.Action;

class ActionPolicyTest {
    /** Somebody who holds the head a little to the side and smiles a little. */
    private final ActionPolicy policy = new ActionPolicy(List.of(pose(8, .2, .4)));

    @Test
    void aHeadTurnsFromWhereItWas() {
        assertThat(shows(Action.TURN_LEFT, turned(28))).isTrue();
        assertThat(shows(Action.TURN_LEFT, turned(27.9))).isFalse();
        assertThat(shows(Action.TURN_LEFT, turned(-40))).isFalse();
        assertThat(shows(Action.TURN_RIGHT, turned(-12))).isTrue();
        assertThat(shows(Action.TURN_RIGHT, turned(-11.9))).isFalse();
        assertThat(shows(Action.TURN_RIGHT, turned(40))).isFalse();
    }

    @Test
    void oneFrameOfAStepIsEnough() {
        assertThat(shows(Action.TURN_LEFT, turned(8), turned(20), turned(30), turned(25)))
                .isTrue();
    }

    /** Else one recording of everything would answer every challenge. */
    @Test
    void whatWasNotAskedForIsNotShown() {
        assertThat(shows(Action.TURN_LEFT, turned(30), turned(-20))).isFalse();
        assertThat(shows(Action.TURN_RIGHT, turned(-20), turned(30))).isFalse();
        assertThat(shows(Action.TURN_LEFT, turned(30), pose(8, .6, .4))).isFalse();
        assertThat(shows(Action.OPEN_MOUTH, pose(8, .6, .4), turned(30))).isFalse();
        assertThat(shows(Action.BLINK, eyes(.2), pose(8, .6, .4), eyes(.4))).isFalse();
        assertThat(shows(Action.BLINK, eyes(.2), turned(-20), eyes(.4))).isFalse();
        assertThat(shows(Action.NEUTRAL, turned(8), pose(8, .6, .4))).isFalse();
        assertThat(shows(Action.TURN_LEFT, eyes(.2), turned(30), eyes(.4))).isTrue();
    }

    @Test
    void aMouthOpensFromAsWideAsItWas() {
        assertThat(shows(Action.OPEN_MOUTH, pose(8, .46, .4))).isTrue();
        assertThat(shows(Action.OPEN_MOUTH, pose(8, .44, .4))).isFalse();
        var shut = new ActionPolicy(List.of(pose(8, .02, .4)));
        assertThat(shut.shows(Action.OPEN_MOUTH, List.of(pose(8, .42, .4)))).isTrue();
        assertThat(shut.shows(Action.OPEN_MOUTH, List.of(pose(8, .41, .4)))).isFalse();
        var agape = new ActionPolicy(List.of(pose(8, .35, .4)));
        assertThat(agape.shows(Action.OPEN_MOUTH, List.of(pose(8, .55, .4)))).isFalse();
        assertThat(agape.shows(Action.OPEN_MOUTH, List.of(pose(8, .61, .4)))).isTrue();
    }

    @Test
    void aBlinkIsShutAndOpenAgain() {
        assertThat(shows(Action.BLINK, eyes(.26), eyes(.4))).isTrue();
        assertThat(shows(Action.BLINK, eyes(.4), eyes(.2), eyes(.25), eyes(.33)))
                .isTrue();
        assertThat(shows(Action.BLINK, eyes(.26))).isFalse();
        assertThat(shows(Action.BLINK, eyes(.4), eyes(.26))).isFalse();
        assertThat(shows(Action.BLINK, eyes(.27), eyes(.4))).isFalse();
        assertThat(shows(Action.BLINK, eyes(.26), eyes(.31))).isFalse();
    }

    /** A picture that is tilted, or printed tall, does all of it at once. */
    @Test
    void aFaceThatChangesItsShapeAsAWholeIsAPicture() {
        assertThat(shows(Action.BLINK, new Pose(8, 0, 0, .13, .26, .65), eyes(.4)))
                .isFalse();
        assertThat(shows(Action.OPEN_MOUTH, new Pose(8, 0, 0, .5, 1, 2.5))).isFalse();
    }

    @Test
    void aNeutralLookFacesTheCameraAndStays() {
        assertThat(shows(Action.NEUTRAL, turned(8), turned(17), turned(-1))).isTrue();
        assertThat(shows(Action.NEUTRAL, turned(8), turned(19))).isFalse();
        var aside = new ActionPolicy(List.of(turned(31)));
        assertThat(aside.shows(Action.NEUTRAL, List.of(turned(31)))).isFalse();
    }

    @Test
    void theNeutralLookIsTheMedianOfItsFrames() {
        var shaky = new ActionPolicy(List.of(turned(-9), turned(0), turned(1)));
        assertThat(shaky.shows(Action.TURN_LEFT, List.of(turned(20)))).isTrue();
        assertThat(shaky.shows(Action.TURN_LEFT, List.of(turned(19)))).isFalse();
        var two = new ActionPolicy(List.of(turned(0), turned(4)));
        assertThat(two.shows(Action.TURN_LEFT, List.of(turned(21)))).isFalse();
        assertThat(two.shows(Action.TURN_LEFT, List.of(turned(22)))).isTrue();
        assertThatThrownBy(() -> new ActionPolicy(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsNoNumberShowsNothing() {
        var none = new Pose(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        assertThat(Stream.of(Action.values()).filter(action -> shows(action, none, none)))
                .isEmpty();
        var unmeasured = new ActionPolicy(List.of(none));
        assertThat(Stream.of(Action.values()).filter(action -> unmeasured.shows(action, List.of(none, turned(0)))))
                .isEmpty();
    }

    private boolean shows(Action action, Pose... poses) {
        return policy.shows(action, List.of(poses));
    }

    private static Pose turned(double yaw) {
        return pose(yaw, .2, .4);
    }

    private static Pose eyes(double opening) {
        return pose(8, .2, opening);
    }

    private static Pose pose(double yaw, double mouth, double eyes) {
        return new Pose(yaw, 0, 0, mouth, eyes, 1.2);
    }
}
