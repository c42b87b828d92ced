package org.vouch.local.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class NeedlesTest {

    private static final String NAME = "张若溪";
    private static final String NUMBER = "990101198704121015";

    @Test
    void findTextInTheFormsInWhichProgramsWriteIt() {
        for (String text : List.of(NAME, NUMBER)) {
            List<Needle> needles = Needles.text("text", text);
            for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                assertThat(found(needles, ("{\"x\":\"" + text + "\"}").getBytes(charset)))
                        .isPositive();
                assertThat(found(
                                needles, ("name=" + URLEncoder.encode(text, StandardCharsets.UTF_8)).getBytes(charset)))
                        .isPositive();
            }
            for (int before = 0; before < 6; before++) {
                byte[] inside = ("x".repeat(before) + text + "yz").getBytes(StandardCharsets.UTF_8);
                assertThat(found(needles, Base64.getEncoder().encode(inside))).isPositive();
                assertThat(found(
                                needles, Base64.getUrlEncoder().withoutPadding().encode(inside)))
                        .isPositive();
            }
        }
        byte[] json = "{\"name\":\"\\u5f20\\u82e5\\u6eaa\"}".getBytes(StandardCharsets.US_ASCII);
        assertThat(found(Needles.text("text", NAME), json)).isPositive();
    }

    @Test
    void findNoTextInAnother() {
        List<Needle> needles = Needles.text("text", NAME);
        needles.addAll(Needles.text("text", NUMBER));

        assertThat(found(needles, "李思远 990101197911032170 张**".getBytes(StandardCharsets.UTF_8)))
                .isZero();
    }

    @Test
    void findAPictureByAnyKilobyteOfItAndByItsPixels() throws IOException {
        byte[] jpeg = jpeg();
        assertThat(jpeg.length).isGreaterThan(20_000);
        byte[] piece = java.util.Arrays.copyOfRange(jpeg, 9_321, 9_321 + 1_100);
        BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(jpeg));
        byte[] pixels = ((java.awt.image.DataBufferByte) decoded.getRaster().getDataBuffer()).getData();

        assertThat(found(Needles.jpeg("picture", jpeg), piece)).isPositive();
        assertThat(found(Needles.pixels("pixels", jpeg), pixels)).isPositive();
        ByteBuffer numbers = ByteBuffer.allocate(4 * 200 * 16);
        for (int pixel : decoded.getRGB(0, 16, 200, 16, null, 0, 200)) {
            numbers.putInt(pixel & 0xFFFFFF);
        }
        assertThat(found(Needles.pixels("pixels", jpeg), numbers.array())).isPositive();
    }

    @Test
    void findFourNumbersOfAFaceInARow() {
        float[] face = new float[128];
        Random random = new Random(11);
        for (int i = 0; i < face.length; i++) {
            face[i] = (float) random.nextGaussian();
        }
        List<Needle> needles = Needles.face("face", face);
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            for (int from = 0; from + 4 <= face.length; from += 31) {
                ByteBuffer single = ByteBuffer.allocate(99).order(order).position(3);
                ByteBuffer twice = ByteBuffer.allocate(99).order(order).position(5);
                for (int i = from; i < from + 4; i++) {
                    single.putFloat(face[i]);
                    twice.putDouble(face[i]);
                }
                assertThat(found(needles, single.array())).isEqualTo(1);
                assertThat(found(needles, twice.array())).isEqualTo(1);
            }
        }
    }

    private static int found(List<Needle> needles, byte[] hay) {
        List<Needle> found = new ArrayList<>();
        try (Search.Pass pass = new Search(needles).pass(found::add)) {
            pass.write(hay, 0, hay.length);
        }
        return found.size();
    }

    private static byte[] jpeg() throws IOException {
        BufferedImage image = new BufferedImage(200, 200, BufferedImage.TYPE_3BYTE_BGR);
        Random random = new Random(5);
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 200; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }
}
