package org.vouch.identity.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaceTemplateTest {

    private static final FaceTemplate TEMPLATE = new FaceTemplate("net", "1", Metric.EUCLIDEAN, new float[] {1, -2});

    @Test
    void keepsItsLayout() {
        assertThat(HexFormat.of().formatHex(TEMPLATE.toBytes()))
                .isEqualTo("01" + "00" + "036e6574" + "0131" + "0002" + "3f800000" + "c0000000");
    }

    @Test
    void comesBackFromItsBytes() {
        FaceTemplate back = FaceTemplate.fromBytes(TEMPLATE.toBytes());

        assertThat(back.distance(TEMPLATE)).isZero();
        assertThat(back.model()).isEqualTo("net");
        assertThat(back.version()).isEqualTo("1");
    }

    @Test
    void refusesBytesThatAreShorterLongerOrOfAnotherKind() {
        byte[] bytes = TEMPLATE.toBytes();
        byte[] otherFormat = bytes.clone();
        otherFormat[0] = 2;
        byte[] otherMetric = bytes.clone();
        otherMetric[1] = -1;
        for (int length = 0; length < bytes.length; length++) {
            refused(Arrays.copyOf(bytes, length));
        }
        refused(Arrays.copyOf(bytes, bytes.length + 1));
        refused(otherFormat);
        refused(otherMetric);
    }

    @Test
    void measuresBothMetricsAsWorkedByHand() {
        assertThat(template("net", "1", Metric.EUCLIDEAN, 4, 2).distance(TEMPLATE))
                .isEqualTo(5);
        assertThat(template("net", "1", Metric.COSINE, 3, 4).distance(template("net", "1", Metric.COSINE, 4, -3)))
                .isEqualTo(1);
        assertThat(template("net", "1", Metric.COSINE, 1, 1).distance(template("net", "1", Metric.COSINE, 7, 7)))
                .isCloseTo(0, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void measuresTheChordAndAddsBackWhatAMeanLost() {
        FaceTemplate east = template("net", "1", Metric.CHORD, 1, 0);
        FaceTemplate north = template("net", "1", Metric.CHORD, 0, 1);
        FaceTemplate between = FaceTemplate.mean(List.of(east, north));

        assertThat(east.distance(east)).isZero();
        assertThat(east.distance(north)).isCloseTo(Math.sqrt(2), within(1e-9));
        assertThat(east.distance(template("net", "1", Metric.CHORD, -1, 0))).isCloseTo(2, within(1e-9));
        // Of the mean (.5, .5) the square of the length is half of what it was: 1.15 times that, and (.5, -.5)², would
        // be
        // more than the distance's 1.4 times.
        assertThat(east.distance(between)).isCloseTo(1.4 * Math.sqrt(.5), within(1e-9));
        assertThat(between.distance(between)).isZero();
        // Of (.96, .28) and (.96, -.28) the mean is (.96, 0), and .28² is lost.
        FaceTemplate near = FaceTemplate.mean(List.of(
                template("net", "1", Metric.CHORD, .96f, .28f), template("net", "1", Metric.CHORD, .96f, -.28f)));
        assertThat(near.distance(north)).isCloseTo(Math.sqrt(1 + .96 * .96 + 1.15 * .28 * .28), within(1e-6));
    }

    @Test
    void refusesToBeComparedAcrossModels() {
        for (FaceTemplate other : new FaceTemplate[] {
            template("other", "1", Metric.EUCLIDEAN, 1, -2),
            template("net", "2", Metric.EUCLIDEAN, 1, -2),
            template("net", "1", Metric.COSINE, 1, -2),
            template("net", "1", Metric.EUCLIDEAN, 1, -2, 0)
        }) {
            assertThat(TEMPLATE.isComparableWith(other)).isFalse();
            assertThatThrownBy(() -> TEMPLATE.distance(other)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void neverPrintsAValue() {
        assertThat(template("net", "9", Metric.EUCLIDEAN, .123456f, 77)).hasToString("FaceTemplate[net 9]");
    }

    @Test
    void isOfNoUseOnceDestroyed() {
        FaceTemplate destroyed = template("net", "1", Metric.EUCLIDEAN, 1, -2);
        destroyed.destroy();
        destroyed.destroy();

        assertThatThrownBy(destroyed::toBytes).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> TEMPLATE.distance(destroyed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> destroyed.distance(TEMPLATE)).isInstanceOf(IllegalStateException.class);
        assertThat(destroyed).hasToString("FaceTemplate[net 1]");
    }

    @Test
    void refusesValuesThatAreNoNumbers() {
        assertThatThrownBy(() -> template("net", "1", Metric.EUCLIDEAN, Float.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> template("net", "1", Metric.EUCLIDEAN)).isInstanceOf(IllegalArgumentException.class);
    }

    private static FaceTemplate template(String model, String version, Metric metric, float... values) {
        return new FaceTemplate(model, version, metric, values);
    }

    private static void refused(byte[] bytes) {
        assertThatThrownBy(() -> FaceTemplate.fromBytes(bytes)).isInstanceOf(IllegalArgumentException.class);
    }
}
