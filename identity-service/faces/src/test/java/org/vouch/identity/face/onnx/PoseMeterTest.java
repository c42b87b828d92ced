package org.vouch.identity.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.vouch.identity.face.picture.Similarity;

class PoseMeterTest {

    private static final Similarity LEVEL = new Similarity(1, 0, 0, 0);

    private final float[] numbers = new float[FaceMesh.POINTS * 3];

    @Test
    void isPositiveWhenTheNosePointsToTheRightOfThePicture() {
        // Then the edge of the face at the right of the picture lies farther from the camera.
        point(234, 40, 100, -50);
        point(454, 140, 100, 50);

        assertThat(PoseMeter.yaw(mesh(LEVEL))).isCloseTo(45, within(1e-9));
    }

    @Test
    void isPositiveWhenLookingUp() {
        // Then the chin is nearer to the camera than the forehead.
        point(10, 90, 20, 30);
        point(152, 90, 120, -70);

        assertThat(PoseMeter.pitch(mesh(LEVEL))).isCloseTo(45, within(1e-9));
    }

    @Test
    void countsTheTurnOfTheViewAsRoll() {
        point(33, 50, 50, 0);
        point(263, 150, 50, 0);

        assertThat(PoseMeter.roll(mesh(LEVEL))).isCloseTo(0, within(1e-9));
        assertThat(PoseMeter.roll(mesh(new Similarity(0, 2, 0, 0)))).isCloseTo(90, within(1e-9));
    }

    @Test
    void measuresTheMouthByItsWidth() {
        point(13, 90, 100, 0);
        point(14, 90, 130, 0);
        point(78, 60, 115, 0);
        point(308, 120, 115, 0);

        assertThat(PoseMeter.mouth(mesh(LEVEL))).isCloseTo(.5, within(1e-9));
    }

    @Test
    void measuresTheFaceByItsWidth() {
        point(10, 90, 20, 0);
        point(152, 90, 140, 0);
        point(234, 40, 80, 0);
        point(454, 140, 80, 0);

        assertThat(PoseMeter.length(mesh(LEVEL))).isCloseTo(1.2, within(1e-9));
    }

    @Test
    void measuresTheLidsByTheCorners() {
        float[] contour = new float[76 * 3];
        put(contour, 0, 10, 32);
        put(contour, 8, 50, 32);
        for (int lower = 3; lower <= 5; lower++) {
            put(contour, lower, 5 * lower, 36);
            put(contour, lower + 8, 5 * lower, 36 - 4 * (lower - 1));
        }

        // Openings 8, 12 and 16 of a width of 40.
        assertThat(PoseMeter.opening(contour)).isCloseTo(.3, within(1e-6));
    }

    private void point(int point, float x, float y, float depth) {
        put(numbers, point, x, y);
        numbers[point * 3 + 2] = depth;
    }

    private static void put(float[] numbers, int point, float x, float y) {
        numbers[point * 3] = x;
        numbers[point * 3 + 1] = y;
    }

    private FaceMesh mesh(Similarity toPicture) {
        return new FaceMesh(numbers, toPicture, 1);
    }
}
