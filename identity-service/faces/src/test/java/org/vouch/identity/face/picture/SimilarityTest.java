package org.vouch.identity.face.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vouch.identity.face.picture.Similarity.Point;

class SimilarityTest {

    private static final List<Point> SQUARE =
            List.of(new Point(0, 0), new Point(2, 0), new Point(2, 2), new Point(0, 2));

    @Test
    void findsAQuarterTurnTwiceTheSizeAndMoved() {
        List<Point> turned = List.of(new Point(10, 20), new Point(10, 24), new Point(6, 24), new Point(6, 20));

        Similarity found = Similarity.leastSquares(SQUARE, turned);

        assertThat(found.a()).isCloseTo(0, within(1e-12));
        assertThat(found.b()).isCloseTo(2, within(1e-12));
        assertThat(found.scale()).isCloseTo(2, within(1e-12));
        same(found.apply(0, 0), 10, 20);
        same(found.apply(1, 1), 8, 22);
    }

    @Test
    void sharesOutAnErrorThatNoSimilarityCanFollow() {
        // Pulled to twice the width: the best fit is one and a half times the size, about the common centre.
        List<Point> pulled = List.of(new Point(0, 0), new Point(4, 0), new Point(4, 2), new Point(0, 2));

        Similarity found = Similarity.leastSquares(SQUARE, pulled);

        assertThat(found.a()).isCloseTo(1.5, within(1e-12));
        assertThat(found.b()).isCloseTo(0, within(1e-12));
        same(found.apply(1, 1), 2, 1);
    }

    @Test
    void neverMirrors() {
        List<Point> mirrored = List.of(new Point(2, 0), new Point(0, 0), new Point(0, 2), new Point(2, 2));

        assertThat(Similarity.leastSquares(SQUARE, mirrored).scale()).isCloseTo(0, within(1e-12));
    }

    @Test
    void goesBackByItsInverseAndOnByAnother() {
        Similarity one = new Similarity(.6, .8, 3, -4);
        Similarity other = new Similarity(2, 1, -7, 5);

        Point there = one.apply(11, 13);
        same(one.inverse().apply(there.x(), there.y()), 11, 13);
        Point further = other.apply(there.x(), there.y());
        same(other.after(one).apply(11, 13), further.x(), further.y());
    }

    @Test
    void laysAViewOnItsCentreAtItsAngle() {
        Similarity view = Similarity.ofView(100, new Point(50, 60), 200, Math.PI / 2);

        same(view.apply(50, 50), 50, 60);
        same(view.apply(100, 50), 50, 160);
        same(view.apply(50, 100), -50, 60);
    }

    @Test
    void needsTwoPlaces() {
        List<Point> one = List.of(new Point(1, 1));
        List<Point> twice = List.of(new Point(1, 1), new Point(1, 1));

        assertThatThrownBy(() -> Similarity.leastSquares(one, one)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Similarity.leastSquares(twice, twice)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void same(Point found, double x, double y) {
        assertThat(found.x()).isCloseTo(x, within(1e-9));
        assertThat(found.y()).isCloseTo(y, within(1e-9));
    }
}
