package org.vouch.identity.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.vouch.identity.models.TileNetwork.DIMENSIONS;
import static org.vouch.identity.models.TileNetwork.TILES_PER_SIDE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vouch.identity.face.FaceReading.Usable;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.MatchDecision.Accepted;
import org.vouch.identity.face.MatchDecision.Rejected;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.Metric;
import org.vouch.identity.face.RecogniserProfile;
import org.vouch.identity.face.RecogniserProfile.ChannelOrder;
import org.vouch.identity.face.RecogniserProfile.Landmark;
import org.vouch.identity.face.RecogniserProfile.Layout;
import org.vouch.identity.face.RecogniserProfile.Network;
import org.vouch.identity.face.picture.DecodedPicture.Decoded;
import org.vouch.identity.face.picture.Picture;
import org.vouch.identity.face.picture.PictureDecoder;
import org.vouch.identity.face.picture.Similarity;
import org.vouch.identity.models.TileNetwork;

/**
 * A recogniser as ArcFace's kin are given away, 112 pixels wide, five points, planes of blue, green and red about zero,
 * compared by angle, is a profile and a file. The network is one that can be calculated by hand, and the picture's red
 * grows by one a column, its green by one a row: what each field of the profile does to the template is written out in
 * {@link #expected}.
 */
class ForeignRecogniserTest {

    /** Side of the landmark template, and where its corner is, in the picture. */
    private static final double FACE = 224;

    private static final double CORNER = 16;
    private static final int BLUE = 40;

    /** Eyes, nose and corners of the mouth of the template of insightface, of 112 pixels. */
    private static final List<Landmark> FIVE = List.of(
            new Landmark(List.of(33, 133), 38.2946 / 112, 51.6963 / 112),
            new Landmark(List.of(362, 263), 73.5318 / 112, 51.5014 / 112),
            new Landmark(List.of(1), 56.0252 / 112, 71.7366 / 112),
            new Landmark(List.of(61), 41.5493 / 112, 92.3655 / 112),
            new Landmark(List.of(291), 70.7299 / 112, 92.2041 / 112));

    private static final Fields ARC_FACE =
            new Fields(112, 0, 0, ChannelOrder.BGR, Layout.NCHW, List.of(127.5f, 120f, 110f), 1 / 128f, true);

    /** Of a profile, what the template depends on; {@code shift} is what is added to every landmark, to the right. */
    private record Fields(
            int side,
            double margin,
            double shift,
            ChannelOrder order,
            Layout layout,
            List<Float> mean,
            float scale,
            boolean normalise) {

        RecogniserProfile profile(Metric metric, double threshold) {
            List<Landmark> landmarks = FIVE.stream()
                    .map(point -> new Landmark(point.mesh(), point.x() + shift, point.y()))
                    .toList();
            return new RecogniserProfile(
                    "arc", "7", List.of(network(landmarks, DIMENSIONS)), normalise, metric, threshold);
        }

        Network network(List<Landmark> landmarks, int dimensions) {
            return new Network("arc.onnx", "", side, margin, landmarks, order, layout, mean, scale, dimensions, 1);
        }
    }

    @Test
    void isReadAsItsProfileSays() throws IOException {
        obeyed(ARC_FACE);
    }

    @Test
    void obeysTheSize() throws IOException {
        obeyed(new Fields(64, 0, 0, ChannelOrder.BGR, Layout.NCHW, ARC_FACE.mean(), 1 / 128f, true));
    }

    @Test
    void obeysTheMarginAndThePlacesOfTheLandmarks() throws IOException {
        obeyed(new Fields(112, .05, 0, ChannelOrder.BGR, Layout.NCHW, ARC_FACE.mean(), 1 / 128f, true));
        obeyed(new Fields(112, .05, .01, ChannelOrder.BGR, Layout.NCHW, ARC_FACE.mean(), 1 / 128f, true));
    }

    @Test
    void obeysTheOrderOfTheChannels() throws IOException {
        obeyed(new Fields(112, 0, 0, ChannelOrder.RGB, Layout.NCHW, ARC_FACE.mean(), 1 / 128f, true));
    }

    @Test
    void obeysTheOrderOfTheAxes() throws IOException {
        obeyed(new Fields(112, 0, 0, ChannelOrder.BGR, Layout.NHWC, ARC_FACE.mean(), 1 / 128f, true));
        assertThatThrownBy(() -> encoded(ARC_FACE, TileNetwork.onnx(112, false)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void obeysMeanAndScale() throws IOException {
        obeyed(new Fields(112, 0, 0, ChannelOrder.BGR, Layout.NCHW, List.of(0f, 10f, 20f), 1 / 128f, false));
        obeyed(new Fields(112, 0, 0, ChannelOrder.BGR, Layout.NCHW, ARC_FACE.mean(), 1 / 64f, false));
    }

    @Test
    void obeysTheNormalisation() throws IOException {
        obeyed(new Fields(112, 0, 0, ChannelOrder.BGR, Layout.NCHW, ARC_FACE.mean(), 1 / 128f, false));
    }

    @Test
    void comparesByTheMetricAndUpToTheThreshold() {
        double half = Math.sqrt(.5);
        for (Metric metric : Metric.values()) {
            double distance = metric == Metric.COSINE ? 1 - half : Math.sqrt(2 - 2 * half);
            FaceTemplate one = template(metric, 1, 0);
            FaceTemplate other = template(metric, (float) half, (float) half);

            assertThat(policy(metric, distance + 1e-6).decide(one, other)).isInstanceOf(Accepted.class);
            assertThat(policy(metric, distance - 1e-6).decide(one, other)).isInstanceOf(Rejected.class);
        }
    }

    @Test
    void putsTwoNetworksSideBySideByTheirWeights() throws IOException {
        Fields small = new Fields(64, 0, 0, ChannelOrder.RGB, Layout.NCHW, ARC_FACE.mean(), 1 / 128f, true);
        Network half = weighed(small.network(FIVE, DIMENSIONS), .5f);
        RecogniserProfile both = new RecogniserProfile(
                "arc", "7", List.of(ARC_FACE.network(FIVE, DIMENSIONS), half), true, Metric.EUCLIDEAN, .4);

        FaceTemplate template = encoded(both, List.of(TileNetwork.onnx(112, true), TileNetwork.onnx(64, true)));

        double[] one = expected(ARC_FACE);
        double[] other = expected(small);
        double length = Math.sqrt(1 + .25);
        float[] values = new float[2 * DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            values[i] = (float) (one[i] / length);
            values[i + DIMENSIONS] = (float) (.5 * other[i] / length);
        }
        assertThat(template.distance(new FaceTemplate("arc", "7", Metric.EUCLIDEAN, values)))
                .isCloseTo(0, within(2e-5));
    }

    private static Network weighed(Network network, float weight) {
        return new Network(
                network.file(),
                network.sha256(),
                network.inputSide(),
                network.margin(),
                network.landmarks(),
                network.channelOrder(),
                network.layout(),
                network.mean(),
                network.scale(),
                network.dimensions(),
                weight);
    }

    @Test
    void refusesANetworkThatGivesAnotherNumberOfValues() {
        RecogniserProfile fewer = new RecogniserProfile(
                "arc", "7", List.of(ARC_FACE.network(FIVE, DIMENSIONS - 1)), true, Metric.COSINE, .4);

        assertThatThrownBy(() -> encoded(fewer, TileNetwork.onnx(112, true)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("47");
    }

    @Test
    void isConfiguredByAFileThatNamesTheNetworkAndItsDigest(@TempDir Path folder)
            throws IOException, GeneralSecurityException {
        byte[] onnx = TileNetwork.onnx(112, true);
        Path network = Files.write(folder.resolve("arc.onnx"), onnx);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(onnx));
        byte[] portrait = Photos.portraitJpeg(Photos.crop(Photos.demo("sample3.jpg"), 921, 90, 546));

        try (OnnxFaceEngine engine = new OnnxFaceEngine(configured(folder, network, digest))) {
            FaceTemplate face = ((Usable) engine.read(portrait)).template();

            assertThat(face.model()).isEqualTo("arc");
            assertThat(face.version()).isEqualTo("7");
            assertThat(face.metric()).isEqualTo(Metric.COSINE);
        }
        RecogniserProfile tampered = configured(folder, network, "00");
        assertThatThrownBy(() -> new OnnxFaceEngine(tampered)).hasMessageContaining("SHA-256");
    }

    private static RecogniserProfile configured(Path folder, Path network, String digest) throws IOException {
        RecogniserProfile fields = ARC_FACE.profile(Metric.COSINE, .4);
        Path file = folder.resolve("arc.json");
        JsonMapper json = new JsonMapper();
        JsonNode profile = json.valueToTree(fields);
        ((ObjectNode) profile.at("/networks/0")).put("file", network.toString()).put("sha256", digest);
        Files.write(file, json.writeValueAsBytes(profile));
        return RecogniserProfile.named(file.toString());
    }

    private static void obeyed(Fields fields) throws IOException {
        byte[] network = TileNetwork.onnx(fields.side(), fields.layout() == Layout.NCHW);
        FaceTemplate template = encoded(fields, network);

        double[] expected = expected(fields);
        float[] values = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            values[i] = (float) expected[i];
        }
        FaceTemplate byHand = new FaceTemplate("arc", "7", Metric.EUCLIDEAN, values);
        assertThat(template.distance(byHand)).isCloseTo(0, within(2e-5));
    }

    /** Tiles of the mean of the chip and its mirror image, worked out from the fields. */
    private static double[] expected(Fields fields) {
        double[] expected = new double[DIMENSIONS];
        double squares = 0;
        int tiles = TILES_PER_SIDE * TILES_PER_SIDE;
        for (int i = 0; i < DIMENSIONS; i++) {
            int channel = i / tiles;
            int row = i % tiles / TILES_PER_SIDE;
            double tile = (double) fields.side() / TILES_PER_SIDE;
            // Both sides together: the middle of the chip, whatever the column.
            double red = inPicture(fields, (fields.side() - 1) / 2.0) - FACE * fields.shift();
            double green = inPicture(fields, row * tile + (tile - 1) / 2);
            double[] colours = {red, green, BLUE};
            int colour = fields.order() == ChannelOrder.RGB ? channel : 2 - channel;
            expected[i] = (colours[colour] - fields.mean().get(channel)) * fields.scale();
            squares += expected[i] * expected[i];
        }
        for (int i = 0; fields.normalise() && i < DIMENSIONS; i++) {
            expected[i] /= Math.sqrt(squares);
        }
        return expected;
    }

    private static double inPicture(Fields fields, double inChip) {
        return CORNER + FACE * (inChip * (1 + 2 * fields.margin()) / fields.side() - fields.margin());
    }

    private static FaceTemplate encoded(Fields fields, byte[] network) throws IOException {
        return encoded(fields.profile(Metric.EUCLIDEAN, .4), network);
    }

    private static FaceTemplate encoded(RecogniserProfile profile, byte[] network) throws IOException {
        return encoded(profile, List.of(network));
    }

    private static FaceTemplate encoded(RecogniserProfile profile, List<byte[]> networks) throws IOException {
        List<OnnxNetwork> run = networks.stream()
                .map(network -> new OnnxNetwork(network, StageListener.NONE))
                .toList();
        try (FaceEncoder encoder = new FaceEncoder(profile, run);
                Picture picture = picture();
                Chips chips = Chips.of(picture, mesh(), profile)) {
            return encoder.encode(chips.all());
        }
    }

    private static Picture picture() throws IOException {
        BufferedImage image = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 256; y++) {
            for (int x = 0; x < 256; x++) {
                image.setRGB(x, y, x << 16 | y << 8 | BLUE);
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return ((Decoded) PictureDecoder.decode(png.toByteArray())).picture();
    }

    /** Its five points lie as the template's do; of an eye, the middle of both corners. */
    private static FaceMesh mesh() {
        float[] numbers = new float[FaceMesh.POINTS * 3];
        for (Landmark landmark : FIVE) {
            for (int i = 0; i < landmark.mesh().size(); i++) {
                double aside = 10 * (i - (landmark.mesh().size() - 1) / 2.0);
                numbers[landmark.mesh().get(i) * 3] = (float) (CORNER + FACE * landmark.x() + aside);
                numbers[landmark.mesh().get(i) * 3 + 1] = (float) (CORNER + FACE * landmark.y());
            }
        }
        return new FaceMesh(numbers, new Similarity(1, 0, 0, 0), 1);
    }

    private static FaceTemplate template(Metric metric, float... values) {
        return new FaceTemplate("arc", "7", metric, values);
    }

    private static MatchPolicy policy(Metric metric, double threshold) {
        return MatchPolicy.of(ARC_FACE.profile(metric, threshold));
    }
}
