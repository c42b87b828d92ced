package org.vouch.identity.face.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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

        assertThat(picture().view(half, 1, true)).containsExactly(127.5f, 127.5f, 127.5f);
    }

    @Test
    void isOverwrittenWhenClosed() {
        Picture picture = picture();

        picture.close();

        assertThat(picture.view(AS_IT_IS, 2, false)).containsOnly(0);
    }
}
