package org.vouch.identity.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.vouch.identity.models.TileNetwork.DIMENSIONS;
import static org.vouch.identity.models.TileNetwork.TILES_PER_SIDE;

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
import org.vouch.identity.face.AttackProfile;
import org.vouch.identity.face.FaceReading.Usable;
import org.vouch.identity.face.RecogniserProfile;
import org.vouch.identity.face.RecogniserProfile.ChannelOrder;
import org.vouch.identity.face.RecogniserProfile.Layout;
import org.vouch.identity.face.picture.DecodedPicture.Decoded;
import org.vouch.identity.face.picture.Picture;
import org.vouch.identity.face.picture.PictureDecoder;
import org.vouch.identity.face.picture.Similarity.Point;
import org.vouch.identity.models.TileNetwork;

/**
 * A network that tells faces from pictures of faces is a profile and a file. This one can be calculated by hand, and the
 * picture's red grows by one a column, its green by one a row: what each field of the profile does is in {@link #expected}.
 */
class AttackMeterTest {

    private static final int BLUE = 40;
    private static final FaceBox BOX =
            new FaceBox(new Point(120, 130), 60, 50, new Point(105, 120), new Point(135, 122), 1);

    private static final AttackProfile PROFILE = new AttackProfile(
            "pad",
            "/pad.onnx",
            "",
            80,
            2.7,
            ChannelOrder.BGR,
            Layout.NCHW,
            List.of(10f, 20f, 30f),
            1 / 128f,
            DIMENSIONS,
            5,
            false,
            .5);

    @Test
    void obeysItsProfile() throws IOException {
        obeyed(PROFILE);
        obeyed(with(64, 1.5, ChannelOrder.BGR, Layout.NCHW, 1 / 128f, 20, false));
        obeyed(with(80, 2.7, ChannelOrder.RGB, Layout.NHWC, 1 / 64f, 40, false));
        obeyed(with(80, 2.7, ChannelOrder.BGR, Layout.NCHW, 1 / 16f, 47, true));
    }

    @Test
    void refusesANetworkThatGivesAnotherNumberOfValues() {
        AttackProfile fewer = new AttackProfile(
                "pad", "/pad.onnx", "", 80, 2.7, ChannelOrder.BGR, Layout.NCHW, PROFILE.mean(), 1, 3, 1, true, .5);

        assertThatThrownBy(() -> measured(fewer))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("48 numbers, not 3");
    }

    @Test
    void isConfiguredByAFileThatNamesTheNetworkAndItsDigest(@TempDir Path folder)
            throws IOException, GeneralSecurityException {
        byte[] onnx = TileNetwork.onnx(80, true);
        Path network = Files.write(folder.resolve("pad.onnx"), onnx);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(onnx));
        byte[] portrait = Photos.portraitJpeg(Photos.crop(Photos.demo("sample3.jpg"), 921, 90, 546));
        RecogniserProfile recogniser = RecogniserProfile.named(RecogniserProfile.BUILT_IN);

        try (OnnxFaceEngine engine = new OnnxFaceEngine(
                recogniser, AttackProfile.of(configured(folder, network, digest)), StageListener.NONE)) {
            assertThat(((Usable) engine.read(portrait)).liveness()).isPresent();
        }
        AttackProfile tampered = AttackProfile.of(configured(folder, network, "00"));
        assertThatThrownBy(() -> new OnnxFaceEngine(recogniser, tampered, StageListener.NONE))
                .hasMessageContaining("SHA-256");
    }

    @Test
    void loadsNoProfileThatLacksAField(@TempDir Path folder) throws IOException {
        Path whole = configured(folder, folder.resolve("pad.onnx"), "00");
        JsonMapper json = new JsonMapper();
        ObjectNode fields = (ObjectNode) json.readTree(whole.toFile());
        for (String field : List.copyOf(
                fields.properties().stream().map(entry -> entry.getKey()).toList())) {
            Path file = folder.resolve("lacking.json");
            Files.write(file, json.writeValueAsBytes(fields.deepCopy().without(field)));
            assertThatThrownBy(() -> AttackProfile.of(file)).as(field).isInstanceOf(IllegalArgumentException.class);
        }
        Path more = Files.write(
                folder.resolve("more.json"),
                json.writeValueAsBytes(fields.deepCopy().put("x", 1)));
        assertThatThrownBy(() -> AttackProfile.of(more)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Path configured(Path folder, Path network, String digest) throws IOException {
        JsonMapper json = new JsonMapper();
        return Files.write(
                folder.resolve("pad.json"),
                json.writeValueAsBytes(((ObjectNode) json.valueToTree(PROFILE))
                        .put("file", network.toString())
                        .put("sha256", digest)));
    }

    private static AttackProfile with(
            int side, double room, ChannelOrder order, Layout layout, float scale, int live, boolean softmax) {
        return new AttackProfile(
                "pad",
                "/pad.onnx",
                "",
                side,
                room,
                order,
                layout,
                PROFILE.mean(),
                scale,
                DIMENSIONS,
                live,
                softmax,
                .5);
    }

    private static void obeyed(AttackProfile profile) throws IOException {
        assertThat(measured(profile)).isCloseTo(expected(profile), within(1e-4));
    }

    private static double expected(AttackProfile profile) {
        if (!profile.softmax()) {
            return tile(profile, profile.live());
        }
        double sum = 0;
        for (int i = 0; i < DIMENSIONS; i++) {
            sum += Math.exp(tile(profile, i));
        }
        return Math.exp(tile(profile, profile.live())) / sum;
    }

    /** Of the numbers that the network gives: the mean of a tile. */
    private static double tile(AttackProfile profile, int number) {
        int tiles = TILES_PER_SIDE * TILES_PER_SIDE;
        int channel = number / tiles;
        int row = number % tiles / TILES_PER_SIDE;
        int column = number % TILES_PER_SIDE;
        double[] colours = {
            inPicture(profile, BOX.centre().x(), column),
            inPicture(profile, BOX.centre().y(), row),
            BLUE
        };
        int colour = profile.channelOrder() == ChannelOrder.RGB ? channel : 2 - channel;
        return (colours[colour] - profile.mean().get(channel)) * profile.scale();
    }

    /** The middle of a tile. */
    private static double inPicture(AttackProfile profile, double centre, int tile) {
        double length = (double) profile.inputSide() / TILES_PER_SIDE;
        double inView = tile * length + (length - 1) / 2;
        return centre + (inView - profile.inputSide() / 2.0) * profile.room() * BOX.side() / profile.inputSide();
    }

    private static double measured(AttackProfile profile) throws IOException {
        byte[] onnx = TileNetwork.onnx(profile.inputSide(), profile.layout() == Layout.NCHW);
        try (AttackMeter meter = new AttackMeter(new OnnxNetwork(onnx, StageListener.NONE), profile);
                Picture picture = picture()) {
            return meter.measure(picture, BOX);
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
}
