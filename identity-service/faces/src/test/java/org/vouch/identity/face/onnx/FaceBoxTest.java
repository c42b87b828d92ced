package org.vouch.identity.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vouch.identity.face.picture.Similarity;
import org.vouch.identity.face.picture.Similarity.Point;

class FaceBoxTest {

    @Test
    void overlapsByWhatIsSharedOverWhatIsCovered() {
        FaceBox box = box(0, 0, 4, .9);

        assertThat(box.overlap(box)).isEqualTo(1);
        // Shared 2 × 4 of 4 × 4 + 4 × 4 − 8.
        assertThat(box.overlap(box(2, 0, 4, .9))).isCloseTo(8 / 24.0, within(1e-12));
        assertThat(box.overlap(box(4, 0, 4, .9))).isZero();
        assertThat(box.overlap(box(9, 9, 4, .9))).isZero();
    }

    @Test
    void isCoveredByWhatASecondBoxSharesOfIt() {
        assertThat(box(0, 0, 2, .9).coveredBy(box(0, 0, 4, .9))).isEqualTo(1);
        assertThat(box(0, 0, 4, .9).coveredBy(box(0, 0, 2, .9))).isEqualTo(.25);
        assertThat(box(0, 0, 4, .9).coveredBy(box(1, 2, 4, .9))).isEqualTo(3 * 2 / 16.0);
    }

    @Test
    void keepsTheMostConfidentOfThoseThatOverlapTooMuch() {
        FaceBox best = box(0, 0, 4, .9);
        FaceBox same = box(2, 0, 4, .8);
        FaceBox apart = box(10, 0, 4, .7);

        assertThat(FaceBox.withoutDuplicates(List.of(apart, same, best), .3)).containsExactly(best, apart);
        assertThat(FaceBox.withoutDuplicates(List.of(apart, same, best), .34)).containsExactly(best, same, apart);
    }

    @Test
    void doesNotDropABoxForOneThatWasDroppedItself() {
        FaceBox best = box(0, 0, 4, .9);
        FaceBox dropped = box(2, 0, 4, .8);
        FaceBox chained = box(4, 0, 4, .7);

        assertThat(FaceBox.withoutDuplicates(List.of(best, dropped, chained), .3))
                .containsExactly(best, chained);
    }

    @Test
    void knowsItsTiltAndFollowsTheWayToThePicture() {
        FaceBox box = new FaceBox(new Point(5, 5), 4, 6, new Point(4, 4), new Point(6, 6), .9);

        FaceBox mapped = box.mapped(new Similarity(3, 0, -1, 2));

        assertThat(box.tilt()).isCloseTo(Math.PI / 4, within(1e-12));
        assertThat(mapped).isEqualTo(new FaceBox(new Point(14, 17), 12, 18, new Point(11, 14), new Point(17, 20), .9));
        assertThat(mapped.side()).isEqualTo(18);
    }

    private static FaceBox box(double x, double y, double side, double confidence) {
        return new FaceBox(new Point(x, y), side, side, new Point(x - 1, y), new Point(x + 1, y), confidence);
    }
}
