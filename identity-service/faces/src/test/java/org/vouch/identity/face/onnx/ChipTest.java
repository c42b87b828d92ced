package org.vouch.identity.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.vouch.identity.face.FaceReading.Reason;
import org.vouch.identity.face.RecogniserProfile;
import org.vouch.identity.face.RecogniserProfile.Network;
import org.vouch.identity.face.picture.Similarity.Point;

class ChipTest {

    @Test
    void placesTheLandmarksInsideTheMargin() {
        Network dlib =
                RecogniserProfile.named(RecogniserProfile.BUILT_IN).networks().get(0);

        Point outerLeftEye = Chip.place(dlib.landmarks().get(0), dlib);

        // (.25 + .8595674595992) / 1.5 × 150 and (.25 + .2134981538014) / 1.5 × 150
        assertThat(outerLeftEye.x()).isCloseTo(110.956746, within(1e-6));
        assertThat(outerLeftEye.y()).isCloseTo(46.349815, within(1e-6));
    }

    @Test
    void swapsLeftAndRightOnly() {
        float[] rgb = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27
        };

        Chip.mirror(rgb, 3);

        assertThat(rgb)
                .containsExactly(
                        7, 8, 9, 4, 5, 6, 1, 2, 3, //
                        16, 17, 18, 13, 14, 15, 10, 11, 12, //
                        25, 26, 27, 22, 23, 24, 19, 20, 21);
    }

    @Test
    void measuresBrightnessInTheMiddleOnly() {
        float[] rgb = new float[10 * 10 * 3];
        for (int y = 2; y < 8; y++) {
            for (int x = 2; x < 8; x++) {
                rgb[(y * 10 + x) * 3 + 1] = 100;
            }
        }

        assertThat(new Chip(rgb, 10).brightness()).isCloseTo(58.7, within(1e-4));
    }

    @Test
    void isAsSharpInDimLightAndLessSharpWhenSoft() {
        Chip checks = pattern(40, 1, 200);
        Chip dimChecks = pattern(40, 1, 20);
        Chip waves = pattern(40, 8, 200);
        Chip even = new Chip(new float[40 * 40 * 3], 40);

        // Of a chessboard ±a, the Laplacian is ∓8a everywhere: 64 times the variance.
        assertThat(checks.sharpness()).isCloseTo(64, within(.01));
        assertThat(dimChecks.sharpness()).isCloseTo(64, within(.01));
        assertThat(waves.sharpness()).isLessThan(20);
        assertThat(even.sharpness()).isZero();
    }

    @Test
    void isOverwrittenWhenClosed() {
        Chip chip = pattern(40, 1, 200);

        chip.close();

        assertThat(chip.rgb()).containsOnly(0);
    }

    @Test
    void objectsBelowEachLimitAndNotAtIt() {
        double eyes = FaceQualityPolicy.MIN_EYE_DISTANCE;
        double light = FaceQualityPolicy.MIN_BRIGHTNESS;
        double edges = FaceQualityPolicy.MIN_SHARPNESS;

        assertThat(FaceQualityPolicy.objection(eyes, light, edges)).isNull();
        assertThat(FaceQualityPolicy.objection(Math.nextDown(eyes), light, edges))
                .isEqualTo(Reason.TOO_SMALL);
        assertThat(FaceQualityPolicy.objection(eyes, Math.nextDown(light), edges))
                .isEqualTo(Reason.TOO_DARK);
        assertThat(FaceQualityPolicy.objection(eyes, light, Math.nextDown(edges)))
                .isEqualTo(Reason.TOO_BLURRED);
    }

    /** A board of squares of grey, as a chessboard. */
    private static Chip pattern(int side, int square, float grey) {
        float[] rgb = new float[side * side * 3];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                if ((x / square + y / square) % 2 == 0) {
                    java.util.Arrays.fill(rgb, (y * side + x) * 3, (y * side + x + 1) * 3, grey);
                }
            }
        }
        return new Chip(rgb, side);
    }
}
