package org.vouch.identity.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vouch.identity.face.picture.Similarity.Point;

class FaceDetectorTest {

    @Test
    void laysItsAnchorsInTheMiddleOfEachCell() {
        List<Point> fine = FaceDetector.anchors(16, 2);
        List<Point> coarse = FaceDetector.anchors(32, 6);

        assertThat(fine).hasSize(512).startsWith(new Point(8, 8), new Point(8, 8), new Point(24, 8));
        assertThat(fine.get(32)).isEqualTo(new Point(8, 24));
        assertThat(fine.get(511)).isEqualTo(new Point(248, 248));
        assertThat(coarse).hasSize(384);
        assertThat(coarse.get(6)).isEqualTo(new Point(48, 16));
        assertThat(coarse.get(383)).isEqualTo(new Point(240, 240));
    }

    @Test
    void readsBoxAndEyesFromTheAnchorOn() {
        float[] logits = new float[512];
        Arrays.fill(logits, -1e-6f);
        logits[33] = 2;
        float[] regressions = new float[512 * 16];
        System.arraycopy(new float[] {1, -2, 40, 50, -10, -5, 11, -4}, 0, regressions, 33 * 16, 8);

        List<FaceBox> boxes = FaceDetector.decoded(FaceDetector.anchors(16, 2), logits, regressions);

        assertThat(boxes).hasSize(1);
        FaceBox box = boxes.get(0);
        assertThat(box.centre()).isEqualTo(new Point(9, 22));
        assertThat(box.width()).isEqualTo(40);
        assertThat(box.height()).isEqualTo(50);
        assertThat(box.rightEye()).isEqualTo(new Point(-2, 19));
        assertThat(box.leftEye()).isEqualTo(new Point(19, 20));
        assertThat(box.confidence()).isCloseTo(.8808, within(1e-4));
    }

    @Test
    void takesEvenConfidence() {
        float[] logits = new float[512];
        Arrays.fill(logits, -1);
        logits[0] = 0;

        assertThat(FaceDetector.decoded(FaceDetector.anchors(16, 2), logits, new float[512 * 16]))
                .hasSize(1);
    }
}
