package org.vouch.identity.face.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vouch.identity.face.picture.Picture;
import org.vouch.identity.face.picture.Similarity;
import org.vouch.identity.face.picture.Similarity.Point;

/**
 * Finds faces that are not small against the picture: BlazeFace for 256 × 256 pixels (MediaPipe), read as
 * {@code blazeface.ts} of @vladmandic/human does.
 */
final class FaceDetector implements AutoCloseable {

    static final int SIDE = 256;
    /** Logit of a confidence of one half. */
    private static final double MIN_LOGIT = 0;

    private static final double MAX_OVERLAP = .3;
    /** Numbers of a regression: box centre, box size, then six points of the face. */
    private static final int NUMBERS = 16;

    private static final List<Point> FINE_ANCHORS = anchors(16, 2);
    private static final List<Point> COARSE_ANCHORS = anchors(32, 6);

    private final OnnxNetwork network;

    FaceDetector(OnnxNetwork network) {
        this.network = network;
    }

    /**
     * Most confident first, in pixels of the picture. A picture that a face fills is tried once more with half its side
     * of black around it, since the network knows no face that is larger than its view.
     */
    List<FaceBox> detect(Picture picture) {
        int side = Math.max(picture.width(), picture.height());
        List<FaceBox> faces = detect(picture, side);
        return faces.isEmpty() ? detect(picture, 2.0 * side) : faces;
    }

    private List<FaceBox> detect(Picture picture, double side) {
        Similarity toPicture = new Similarity(
                side / SIDE, 0, -Math.floor((side - picture.width()) / 2), -Math.floor((side - picture.height()) / 2));
        float[] view = picture.view(toPicture, SIDE, false);
        for (int i = 0; i < view.length; i++) {
            view[i] = view[i] / 127.5f - 1;
        }
        Map<String, float[]> out = network.run(view, 1, SIDE, SIDE, 3);
        List<FaceBox> boxes = new ArrayList<>();
        boxes.addAll(decoded(FINE_ANCHORS, result(out, "Identity"), result(out, "Identity_2")));
        boxes.addAll(decoded(COARSE_ANCHORS, result(out, "Identity_1"), result(out, "Identity_3")));
        return FaceBox.withoutDuplicates(boxes, MAX_OVERLAP).stream()
                .map(box -> box.mapped(toPicture))
                .toList();
    }

    private static float[] result(Map<String, float[]> out, String name) {
        return java.util.Objects.requireNonNull(out.get(name), name);
    }

    /** Centres of the cells of a grid, row by row, each as often as the network guesses there. */
    static List<Point> anchors(int stride, int guesses) {
        List<Point> anchors = new ArrayList<>();
        for (int row = 0; row < SIDE / stride; row++) {
            for (int column = 0; column < SIDE / stride; column++) {
                Point anchor = new Point(stride * (column + .5), stride * (row + .5));
                for (int guess = 0; guess < guesses; guess++) {
                    anchors.add(anchor);
                }
            }
        }
        return List.copyOf(anchors);
    }

    /** Boxes in pixels of the network's view, of at least even confidence. */
    static List<FaceBox> decoded(List<Point> anchors, float[] logits, float[] regressions) {
        List<FaceBox> boxes = new ArrayList<>();
        for (int i = 0; i < anchors.size(); i++) {
            if (logits[i] < MIN_LOGIT) {
                continue;
            }
            int at = i * NUMBERS;
            Point anchor = anchors.get(i);
            boxes.add(new FaceBox(
                    from(anchor, regressions, at),
                    regressions[at + 2],
                    regressions[at + 3],
                    from(anchor, regressions, at + 4),
                    from(anchor, regressions, at + 6),
                    1 / (1 + Math.exp(-logits[i]))));
        }
        return boxes;
    }

    private static Point from(Point anchor, float[] regressions, int at) {
        return new Point(anchor.x() + regressions[at], anchor.y() + regressions[at + 1]);
    }

    @Override
    public void close() {
        network.close();
    }
}
