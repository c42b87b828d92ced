package org.vouch.puppet;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vouch.identity.face.FaceReading.Reason;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.RecogniserProfile;
import org.vouch.identity.face.challenge.Challenge;
import org.vouch.identity.face.challenge.Challenge.Action;
import org.vouch.identity.face.challenge.ChallengePolicy;
import org.vouch.identity.face.challenge.ChallengePolicy.Decision;
import org.vouch.identity.face.challenge.ChallengePolicy.Frame;
import org.vouch.identity.face.onnx.OnnxFaceEngine;
import org.vouch.puppet.Sitter.Shot;

/** A puppet passes where a picture does not: what the challenge is good for, and what it is not. */
class SitterTest {
    private static final RecogniserProfile PROFILE = RecogniserProfile.named(RecogniserProfile.BUILT_IN);
    private static final MatchPolicy SAME_PERSON = MatchPolicy.of(PROFILE);
    private static final ChallengePolicy POLICY = new ChallengePolicy(SAME_PERSON);
    private static final OnnxFaceEngine ENGINE = new OnnxFaceEngine(PROFILE);
    private static final Challenge TURNS = new Challenge(List.of(Action.NEUTRAL, Action.TURN_LEFT, Action.TURN_RIGHT));
    private static final Challenge FEATURES = new Challenge(List.of(Action.NEUTRAL, Action.BLINK, Action.OPEN_MOUTH));

    /** Faces of the sample photos. */
    enum Face {
        ADA("sample3.jpg", 921, 90, 546),
        LI("sample3.jpg", 467, 246, 455),
        ZHANG("sample6.jpg", 1321, 150, 535),
        OYANG("sample5.jpg", 229, 800, 455);

        private final String sample;
        private final int x;
        private final int y;
        private final int side;

        Face(String sample, int x, int y, int side) {
            this.sample = sample;
            this.x = x;
            this.y = y;
            this.side = side;
        }

        BufferedImage photo() {
            return Photos.cut(sample, x, y, side);
        }
    }

    @AfterAll
    static void release() {
        ENGINE.close();
    }

    @ParameterizedTest
    @EnumSource
    void onePhotoAnswersEveryChallenge(Face face) {
        Sitter sitter = sitter(Photos.jpeg(face.photo()));
        for (Challenge challenge : List.of(TURNS, FEATURES)) {
            List<Shot> shots = sitter.answer(challenge);

            assertThat(sitter.convinces(challenge, shots))
                    .as(challenge.toString())
                    .isTrue();
            assertThat(shots.get(0).step()).isEqualTo(challenge.steps().get(0));
        }
    }

    @Test
    void noTwoFramesAreTheSame() {
        Sitter sitter = sitter(Photos.jpeg(Face.LI.photo()));
        List<byte[]> pictures = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            sitter.answer(FEATURES).forEach(shot -> pictures.add(shot.picture()));
        }

        assertThat(pictures).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void theSmallerCopyOfALargePhotoIsEnough() {
        BufferedImage large = Photos.squeezed(Face.LI.photo(), 5, 5);
        Sitter sitter = sitter(Photos.jpeg(large));

        assertThat(sitter.convinces(TURNS, sitter.answer(TURNS))).isTrue();
    }

    @Test
    void nobodySitsWhereThereIsNoFace() {
        byte[] grey = Photos.jpeg(new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB));

        assertThat(Sitter.of(grey, ENGINE, SAME_PERSON, new Random(1))).isEmpty();
        assertThat(Sitter.of(new byte[] {1, 2}, ENGINE, SAME_PERSON, new Random(1)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPictureDoesNot(Face face) {
        BufferedImage photo = face.photo();
        List<BufferedImage> tricks = new ArrayList<>(List.of(photo, Photos.mirrored(photo)));
        for (double degrees : new double[] {-60, -45, -30, 30, 45, 60}) {
            tricks.add(Photos.print(photo, degrees, 1.5));
        }
        for (double part : new double[] {.45, .6, .75}) {
            tricks.add(Photos.squeezed(photo, 1, part));
            tricks.add(Photos.squeezed(photo, part, 1));
        }

        assertThat(shownBy(tricks, photo)).isEmpty();
    }

    /** So that it is the picture that is refused and not its quality. */
    @ParameterizedTest
    @EnumSource
    void aStillAMirroredOneAndAPrintAreRefusedAsWhatDoesNotFollow(Face face) {
        BufferedImage photo = face.photo();
        Frame neutral = frame(0, photo);
        for (BufferedImage trick : List.of(photo, Photos.mirrored(photo), Photos.print(photo, 30, 1.5))) {
            for (Action turn : List.of(Action.TURN_LEFT, Action.TURN_RIGHT)) {
                assertThat(POLICY.judge(
                                new Challenge(List.of(Action.NEUTRAL, turn)), List.of(neutral, frame(1, trick))))
                        .isEqualTo(new Decision.Refused(Reason.CHALLENGE_NOT_FOLLOWED));
            }
        }
    }

    /** A mirror image that is held aslant can pass for one turn of the head: therefore two actions are asked. */
    @ParameterizedTest
    @EnumSource
    void norDoTwoPicturesForTwoActions(Face face) {
        BufferedImage photo = face.photo();
        List<BufferedImage> tricks = new ArrayList<>();
        for (double degrees : new double[] {-60, -30, 30, 60}) {
            tricks.add(Photos.print(Photos.mirrored(photo), degrees, 1.5));
            tricks.add(Photos.print(Photos.mirrored(photo), degrees, 4));
        }
        tricks.add(Photos.squeezed(Photos.mirrored(photo), 1, .6));
        tricks.add(Photos.squeezed(Photos.mirrored(photo), .6, 1));

        assertThat(shownBy(tricks, photo)).hasSizeLessThanOrEqualTo(1);
    }

    /** The actions that one of these pictures passes for, after the photo as the neutral look and before it again. */
    private static Set<Action> shownBy(List<BufferedImage> tricks, BufferedImage photo) {
        Frame neutral = frame(0, photo);
        Frame again = new Frame(1, neutral.reading());
        Set<Action> shown = EnumSet.noneOf(Action.class);
        for (BufferedImage trick : tricks) {
            Frame played = frame(1, trick);
            for (Action action : List.of(Action.TURN_LEFT, Action.TURN_RIGHT, Action.OPEN_MOUTH, Action.BLINK)) {
                Challenge challenge = new Challenge(List.of(Action.NEUTRAL, action));
                if (POLICY.judge(challenge, List.of(neutral, played, again)) instanceof Decision.Usable) {
                    shown.add(action);
                }
            }
        }
        return shown;
    }

    private static Sitter sitter(byte[] photo) {
        return Sitter.of(photo, ENGINE, SAME_PERSON, new Random(1)).orElseThrow();
    }

    private static Frame frame(int step, BufferedImage photo) {
        return new Frame(step, ENGINE.read(Photos.jpeg(photo)));
    }
}
