package org.vouch.puppet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.vouch.identity.face.onnx.FaceLandmarks;

/**
 * The face's points with the room around it: a ring of hair, ears and neck that follows the head half way, and the edge of
 * the photo, which stays. Numbers are those of MediaPipe's face mesh.
 */
final class FaceMask {

    /** From the forehead by the subject's left side to the chin and back. */
    private static final int[] OVAL = {
        10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
        150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109
    };

    private static final int[] UPPER_INNER_LIP = {191, 80, 81, 82, 13, 312, 311, 310, 415};
    private static final int[] LOWER_INNER_LIP = {95, 88, 178, 87, 14, 317, 402, 318, 324};
    private static final int RIGHT_CORNER = 78;
    private static final int LEFT_CORNER = 308;
    private static final int FOREHEAD = 10;
    private static final int CHIN = 152;
    private static final int RIGHT_EAR = 234;
    private static final int LEFT_EAR = 454;

    private static final double CREASE_FOLLOWS = .75;
    private static final double RING = 1.35;
    private static final double RING_FOLLOWS = .5;
    private static final int EDGE_POINTS = 4;

    /** Under the lips, the part of the way to the chin after which skin moves with the jaw. */
    private static final double LOOSE_SKIN = .06;

    /** How much less of the jaw's way is left at the side of the face, by the square of widths of the mouth. */
    private static final double AT_THE_SIDE = .45;

    private final List<Place> places;
    private final int facePoints;
    private final Place axis;
    private final double tilt;

    FaceMask(FaceLandmarks face, int width, int height) {
        this.places = new ArrayList<>(face.points().stream()
                .map(point -> new Place(point.x(), point.y(), point.depth()))
                .toList());
        this.facePoints = places.size();
        this.axis = places.get(LEFT_EAR).towards(places.get(RIGHT_EAR), .5);
        Place top = places.get(FOREHEAD);
        Place chin = places.get(CHIN);
        this.tilt = Math.atan2(top.x() - chin.x(), chin.y() - top.y());
        for (int point : OVAL) {
            Place out = axis.towards(places.get(point), RING);
            places.add(new Place(inside(out.x(), width), inside(out.y(), height), axis.depth()));
        }
        for (int i = 0; i < EDGE_POINTS; i++) {
            double across = (double) i / EDGE_POINTS * (width - 1);
            double down = (double) i / EDGE_POINTS * (height - 1);
            places.add(new Place(across, 0, axis.depth()));
            places.add(new Place(width - 1, down, axis.depth()));
            places.add(new Place(width - 1 - across, height - 1, axis.depth()));
            places.add(new Place(0, height - 1 - down, axis.depth()));
        }
    }

    private static double inside(double at, int length) {
        return Math.max(1, Math.min(length - 2, at));
    }

    List<Place> places() {
        return List.copyOf(places);
    }

    /** Where every point is when the face does this. */
    List<Place> showing(Expression expression) {
        List<Place> level =
                places.stream().map(place -> place.tilted(-tilt, axis)).toList();
        List<Place> shown = new ArrayList<>(level);
        lowerJaw(level, shown, expression.mouth());
        for (Eye eye : Eye.values()) {
            eye.shut(expression.lids(), level, shown);
        }
        turn(shown, Math.toRadians(expression.turn()));
        return IntStream.range(0, shown.size())
                .mapToObj(i -> i < facePoints + OVAL.length ? shown.get(i).tilted(tilt, axis) : places.get(i))
                .toList();
    }

    /** The jaw goes down as one; the cheeks are stretched between it and the upper lip. */
    private void lowerJaw(List<Place> level, List<Place> shown, double open) {
        Place right = level.get(RIGHT_CORNER);
        Place left = level.get(LEFT_CORNER);
        Place middle = right.towards(left, .5);
        double width = Math.hypot(left.x() - right.x(), left.y() - right.y());
        double loose = LOOSE_SKIN * (level.get(CHIN).y() - middle.y());
        for (int i = 0; i < facePoints; i++) {
            Place place = level.get(i);
            double aside = (place.x() - middle.x()) / width;
            double below = Math.min(1, (place.y() - middle.y()) / loose);
            double follows = Math.max(0, below) * Math.max(0, 1 - AT_THE_SIDE * aside * aside);
            shown.set(i, place.moved(0, open * width * (isUpperLip(i) ? 0 : follows)));
        }
        for (int point : LOWER_INNER_LIP) {
            double aside = (level.get(point).x() - middle.x()) / width;
            double follows = Math.sqrt(Math.max(0, 1 - 4 * aside * aside));
            shown.set(point, level.get(point).moved(0, open * width * follows));
        }
    }

    private static boolean isUpperLip(int point) {
        return Arrays.stream(UPPER_INNER_LIP).anyMatch(lip -> lip == point);
    }

    private void turn(List<Place> shown, double radians) {
        for (int i = 0; i < facePoints; i++) {
            shown.set(i, shown.get(i).turned(radians, axis));
        }
        for (int i = facePoints; i < facePoints + OVAL.length; i++) {
            Place still = shown.get(i);
            shown.set(i, still.towards(still.turned(radians, axis), RING_FOLLOWS));
        }
    }

    /** The edge of what lies between the lips. */
    static List<Place> betweenTheLips(List<Place> shown) {
        IntStream lower =
                IntStream.rangeClosed(1, LOWER_INNER_LIP.length).map(i -> LOWER_INNER_LIP[LOWER_INNER_LIP.length - i]);
        return Stream.of(IntStream.of(RIGHT_CORNER), IntStream.of(UPPER_INNER_LIP), IntStream.of(LEFT_CORNER), lower)
                .flatMap(IntStream::boxed)
                .map(shown::get)
                .toList();
    }

    /** An eye by its lids from one corner to the other, and the crease above the upper one. */
    enum Eye {
        RIGHT(
                33,
                new int[] {246, 161, 160, 159, 158, 157, 173},
                133,
                new int[] {7, 163, 144, 145, 153, 154, 155},
                new int[] {247, 30, 29, 27, 28, 56, 190}),
        LEFT(
                263,
                new int[] {466, 388, 387, 386, 385, 384, 398},
                362,
                new int[] {249, 390, 373, 374, 380, 381, 382},
                new int[] {467, 260, 259, 257, 258, 286, 414});

        private final int outer;
        private final int[] upper;
        private final int inner;
        private final int[] lower;
        private final int[] crease;

        @SuppressWarnings("ImmutableEnumChecker") // never handed out
        Eye(int outer, int[] upper, int inner, int[] lower, int[] crease) {
            this.outer = outer;
            this.upper = upper;
            this.inner = inner;
            this.lower = lower;
            this.crease = crease;
        }

        /** The upper lid goes down by this part of the way to the lower one, and draws the skin above it along. */
        private void shut(double part, List<Place> level, List<Place> shown) {
            for (int i = 0; i < upper.length; i++) {
                Place to = level.get(lower[i]);
                shown.set(upper[i], level.get(upper[i]).towards(to, part));
                shown.set(crease[i], level.get(crease[i]).towards(to, part * CREASE_FOLLOWS));
            }
        }

        /** The edge of the upper lid, from corner to corner. */
        List<Place> edge(List<Place> at) {
            List<Place> edge = new ArrayList<>();
            edge.add(at.get(outer));
            for (int point : upper) {
                edge.add(at.get(point));
            }
            edge.add(at.get(inner));
            return edge;
        }
    }
}
