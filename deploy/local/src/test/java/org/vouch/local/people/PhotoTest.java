package org.vouch.local.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoTest {

    @Test
    void aRetakenPictureIsLargerDarkerAndSharesNoPixelWithTheFirst() {
        BufferedImage first = chequered(200);

        BufferedImage second = new Photo(first).retaken().pixels();

        assertThat(second.getWidth()).isEqualTo(230);
        assertThat(second.getHeight()).isEqualTo(230);
        assertThat(brightness(second)).isLessThan(0.95 * brightness(first));
        assertThat(sameShare(first, second)).isLessThan(0.05);
    }

    @Test
    void aBoxBeyondTheEdgeGivesWhatIsInside() {
        BufferedImage cut =
                new Photo(chequered(100)).cut(new Box(null, 60, -10, 50)).pixels();

        assertThat(cut.getWidth()).isEqualTo(40);
        assertThat(cut.getHeight()).isEqualTo(40);
    }

    @Test
    void aWrittenPictureCanBeReadAgain(@TempDir Path folder) {
        new Photo(chequered(64)).write(folder.resolve("a.jpg"), 0.85f);

        assertThat(Photo.read(folder.resolve("a.jpg")).pixels().getWidth()).isEqualTo(64);
    }

    private static BufferedImage chequered(int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < side; x++) {
            for (int y = 0; y < side; y++) {
                image.setRGB(x, y, (x / 8 + y / 8) % 2 == 0 ? 0xF0C0A0 : 0xA08060);
            }
        }
        return image;
    }

    private static double brightness(BufferedImage image) {
        double sum = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                sum += image.getRGB(x, y) >> 8 & 0xFF;
            }
        }
        return sum / (image.getWidth() * (double) image.getHeight());
    }

    private static double sameShare(BufferedImage first, BufferedImage second) {
        int same = 0;
        for (int x = 0; x < first.getWidth(); x++) {
            for (int y = 0; y < first.getHeight(); y++) {
                same += first.getRGB(x, y) == second.getRGB(x, y) ? 1 : 0;
            }
        }
        return same / (first.getWidth() * (double) first.getHeight());
    }
}
