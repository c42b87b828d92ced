package org.vouch.identity.face.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {

    private static final Similarity AS_IT_IS = new Similarity(1, 0, 0, 0);

    /** Two by two: red, green, blue, white. */
    private static Picture picture() {
        return new Picture(2, 2, new byte[] {-1, 0, 0, 0, -1, 0, 0, 0, -1, -1, -1, -1});
    }

    @Test
    void showsItsPixelsAndBlackAround() {
        float[] view = picture().view(new Similarity(1, 0, -1, 0), 3, false);

        assertThat(view)
                .containsExactly(
                        0, 0, 0, 255, 0, 0, 0, 255, 0, //
                        0, 0, 0, 0, 0, 255, 255, 255, 255, //
                        0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void mixesFourPixelsByTheirNearness() {
        float[] view = picture().view(new Similarity(1, 0, .5, .25), 1, false);

        // .375 red, .375 green, .125 blue, .125 white
        assertThat(view).containsExactly(127.5f, 127.5f, 63.75f);
    }

    @Test
    void takesTheMeanWhereAViewShrinksAndIsSmooth() {
        Similarity half = new Similarity(2, 0, .5, .5);

        // 127.5, rounded: what is half as wide is a picture again
        assertThat(picture().view(half, 1, true)).containsExactly(127, 127, 127);
    }

    /** Turned, and shrunk by all kinds of factors: within three levels of the mean of every point that a pixel covers. */
    @ParameterizedTest
    @ValueSource(doubles = {1.2, 1.9, 2, 2.7, 3.9, 4, 6.5, 11})
    void isTheMeanOfWhatLiesInAPixelHoweverMuchItShrinks(double scale) {
        int width = 331;
        int height = 257;
        byte[] rgb = new byte[width * height * 3];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    rgb[(y * width + x) * 3 + channel] = (byte) level(x, y, channel);
                }
            }
        }
        int side = 12;
        Similarity toPicture = Similarity.ofView(side, new Similarity.Point(160, 130), side * scale, .3);

        float[] view = new Picture(width, height, rgb).view(toPicture, side, true);

        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                for (int channel = 0; channel < 3; channel++) {
                    assertThat(view[(row * side + column) * 3 + channel])
                            .as("%d, %d", column, row)
                            .isCloseTo(mean(toPicture, column, row, channel), within(3f));
                }
            }
        }
    }

    /** Slow waves of different length in every direction. */
    private static long level(double x, double y, int channel) {
        return Math.round(128 + 30 * Math.sin(x / (17 + channel)) + 30 * Math.cos(y / (23 - channel) + x / 40));
    }

    private static float mean(Similarity toPicture, int column, int row, int channel) {
        int points = 40;
        double sum = 0;
        for (int i = 0; i < points; i++) {
            for (int j = 0; j < points; j++) {
                Similarity.Point at = toPicture.apply(column + (i + .5) / points - .5, row + (j + .5) / points - .5);
                sum += level(at.x(), at.y(), channel);
            }
        }
        return (float) (sum / (points * points));
    }

    @Test
    void isOverwrittenWhenClosed() {
        Picture picture = picture();
        Similarity half = new Similarity(2, 0, .5, .5);
        assertThat(picture.view(half, 1, true)).doesNotContain(0);

        picture.close();

        assertThat(picture.view(AS_IT_IS, 2, false)).containsOnly(0);
        assertThat(picture.view(half, 1, true)).containsOnly(0);
    }
}
