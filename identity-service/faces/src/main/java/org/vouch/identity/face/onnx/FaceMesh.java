package org.vouch.identity.face.onnx;

import java.util.List;
import java.util.stream.IntStream;
import org.vouch.identity.face.onnx.FaceLandmarks.Landmark;
import org.vouch.identity.face.picture.Similarity;
import org.vouch.identity.face.picture.Similarity.Point;

/**
 * 468 points of a face, numbered as MediaPipe's face mesh, in the level view they were found in, with the way from there
 * to the picture. Depth is in pixels of the view too, smaller is nearer to the camera.
 */
final class FaceMesh {

    static final int POINTS = 468;

    private final float[] numbers;
    private final Similarity toPicture;
    private final double score;

    /** Takes {@code x, y, depth} of each point. */
    FaceMesh(float[] numbers, Similarity toPicture, double score) {
        if (numbers.length != POINTS * 3) {
            throw new IllegalArgumentException("a face mesh has " + POINTS + " points");
        }
        this.numbers = numbers.clone();
        this.toPicture = toPicture;
        this.score = score;
    }

    /** How sure the network is that it saw a face, 0..1. */
    double score() {
        return score;
    }

    Similarity toPicture() {
        return toPicture;
    }

    Point inView(int point) {
        return new Point(numbers[point * 3], numbers[point * 3 + 1]);
    }

    double depth(int point) {
        return numbers[point * 3 + 2];
    }

    Point inPicture(int point) {
        return toPicture.apply(numbers[point * 3], numbers[point * 3 + 1]);
    }

    FaceLandmarks landmarks() {
        double scale = toPicture.scale();
        return new FaceLandmarks(IntStream.range(0, POINTS)
                .mapToObj(point ->
                        new Landmark(inPicture(point).x(), inPicture(point).y(), depth(point) * scale))
                .toList());
    }

    /** Mean of the points, in the picture. */
    Point inPicture(List<Integer> points) {
        double x = 0;
        double y = 0;
        for (int point : points) {
            x += inPicture(point).x();
            y += inPicture(point).y();
        }
        return new Point(x / points.size(), y / points.size());
    }
}
