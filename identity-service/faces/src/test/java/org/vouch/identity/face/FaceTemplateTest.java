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
        // The mean (.5, .5) points 45 degrees away from the east; of what its square lost, .5, no more than .04 counts.
        double chord = 2 * Math.sin(Math.toRadians(45) / 2);
        assertThat(east.distance(between)).isCloseTo(Math.sqrt(chord * chord + 1.1 * .04), within(1e-6));
        assertThat(between.distance(between)).isCloseTo(Math.sqrt(2 * 1.1 * .04), within(1e-6));
        // Of (.99, .141) and (.99, -.141) the mean is (.99, 0), and 1 - .99² is lost.
        float side = (float) Math.sqrt(1 - .99 * .99);
        FaceTemplate near = FaceTemplate.mean(List.of(
                template("net", "1", Metric.CHORD, .99f, side), template("net", "1", Metric.CHORD, .99f, -side)));
        assertThat(near.distance(north)).isCloseTo(Math.sqrt(2 + 1.1 * (1 - .99 * .99)), within(1e-6));
        assertThat(east.distance(template("net", "1", Metric.CHORD, 0, 0))).isNaN();
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
