package org.vouch.identity.face.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.identity.face.picture.DecodedPicture.Decoded;
import org.vouch.identity.face.picture.DecodedPicture.Undecodable;

class PictureDecoderTest {

    private static final int WIDTH = 96;
    private static final int HEIGHT = 64;

    /** Where the red, green, blue and white quarters of the stored picture end up, from the top left, row by row. */
    @ParameterizedTest
    @CsvSource({
        "1, RGBW", "2, GRWB", "3, WBGR", "4, BWRG", "5, RBGW", "6, BRWG", "7, WGBR", "8, GWRB",
    })
    void standsUprightByExif(int orientation, String quarters) throws IOException {
        Picture picture = readable(withExif(file("jpg"), orientation));

        boolean swapped = orientation >= 5;
        assertThat(picture.width()).isEqualTo(swapped ? HEIGHT : WIDTH);
        assertThat(picture.height()).isEqualTo(swapped ? WIDTH : HEIGHT);
        assertThat(quarters(picture)).isEqualTo(quarters);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 65535})
    void isUprightWhenExifSaysNothingOfUse(int orientation) throws IOException {
        assertThat(quarters(readable(withExif(file("jpg"), orientation)))).isEqualTo("RGBW");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png"})
    void readsBothFormats(String format) throws IOException {
        assertThat(quarters(readable(file(format)))).isEqualTo("RGBW");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gif", "bmp"})
    void refusesOtherFormats(String format) throws IOException {
        refused(file(format), "neither JPEG nor PNG");
    }

    @Test
    void refusesBytesThatAreNoFile() {
        refused(new byte[0], "neither JPEG nor PNG");
        refused(new byte[] {-1, -40}, "neither JPEG nor PNG");
        refused("<svg onload=alert(1)>".getBytes(java.nio.charset.StandardCharsets.UTF_8), "neither JPEG nor PNG");
    }

    @ParameterizedTest
    @CsvSource({"8001, 100", "100, 8001", "6000, 4001", "65535, 65535"})
    void refusesByTheHeaderWhatWouldUnpackToTooMuch(int width, int height) throws IOException {
        refused(jpegThatSays(width, height), "too many pixels");
        refused(pngThatSays(width, height), "too many pixels");
    }

    @ParameterizedTest
    @CsvSource({"63, 100", "100, 63", "0, 100"})
    void refusesByTheHeaderWhatIsTooSmallForAFace(int width, int height) throws IOException {
        refused(pngThatSays(width, height), "a side under 64 pixels");
    }

    @Test
    void refusesNegativeSides() throws IOException {
        refused(pngThatSays(-1, -1), "a side under 64 pixels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png"})
    void refusesEveryTruncatedFile(String format) throws IOException {
        byte[] file = file(format);
        for (int length = 0; length < file.length; length++) {
            assertThat(PictureDecoder.decode(Arrays.copyOf(file, length)))
                    .as("the first " + length + " bytes")
                    .isInstanceOf(Undecodable.class);
        }
    }

    @Test
    void refusesAPngWithADamagedByte() throws IOException {
        byte[] file = file("png");
        file[file.length / 2] ^= 1;

        refused(file, "corrupt PNG chunk");
    }

    @Test
    void refusesAJpegWhoseDataBreaksOff() throws IOException {
        byte[] file = file("jpg");
        byte[] cut = Arrays.copyOf(file, file.length - 60);
        cut[cut.length - 2] = -1;
        cut[cut.length - 1] = (byte) 0xD9;

        refused(cut, "corrupt data");
    }

    @Test
    void refusesAJpegOfVeryManyScans() throws IOException {
        byte[] file = file("jpg");
        byte[] scan = {-1, (byte) 0xDA, 0, 8, 1, 1, 0, 0, 63, 0};
        ByteBuffer many = ByteBuffer.allocate(file.length + 64 * scan.length);
        many.put(file, 0, file.length - 2);
        for (int i = 0; i < 64; i++) {
            many.put(scan);
        }
        many.put(file, file.length - 2, 2);

        refused(many.array(), "JPEG with too many scans");
    }

    @Test
    void thinsOutALargePictureInsteadOfHoldingItWhole() {
        assertThat(PictureDecoder.step(4_000_000)).isEqualTo(1);
        assertThat(PictureDecoder.step(4_000_001)).isEqualTo(2);
        assertThat(PictureDecoder.step(PictureDecoder.MAX_PIXELS)).isEqualTo(3);
    }

    /** Strangers' bytes come to an answer, whatever a library makes of them. */
    @Property(tries = 2000)
    void alwaysAnswers(
            @ForAll boolean jpeg,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(max = 255) Integer> changed,
            @ForAll boolean nearTheFront,
            @ForAll long seed)
            throws IOException {
        byte[] file = jpeg ? withExif(file("jpg"), 6) : file("png");
        Random random = new Random(seed);
        changed.forEach(value -> file[random.nextInt(nearTheFront ? 48 : file.length)] = value.byteValue());
        if (!jpeg) {
            mendChecksums(file);
        }
        assertThat(PictureDecoder.decode(file)).isNotNull();
    }

    /** Else the walk over the chunks refuses every change before the decoder sees it. */
    private static void mendChecksums(byte[] png) {
        ByteBuffer bytes = ByteBuffer.wrap(png);
        int at = 8;
        while (at >= 8 && at + 12 <= png.length) {
            int length = bytes.getInt(at);
            if (length < 0 || length > png.length - at - 12) {
                return;
            }
            CRC32 crc = new CRC32();
            crc.update(png, at + 4, length + 4);
            bytes.putInt(at + 8 + length, (int) crc.getValue());
            at += length + 12;
        }
    }

    @Test
    void readsGreyAndTransparentPictures() throws IOException {
        for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_4BYTE_ABGR}) {
            BufferedImage image = new BufferedImage(80, 80, type);
            image.setRGB(40, 40, 0xFFFFFFFF);
            assertThat(readable(file(image, "png")).colour(40, 40)).isEqualTo(0xFFFFFF);
        }
    }

    private static Picture readable(byte[] file) {
        DecodedPicture decoded = PictureDecoder.decode(file);
        assertThat(decoded).isInstanceOf(Decoded.class);
        return ((Decoded) decoded).picture();
    }

    private static void refused(byte[] file, String why) {
        assertThat(PictureDecoder.decode(file)).isEqualTo(new Undecodable(why));
    }

    private static String quarters(Picture picture) {
        int x = picture.width() / 4;
        int y = picture.height() / 4;
        return "" + letter(picture.colour(x, y)) + letter(picture.colour(3 * x, y)) + letter(picture.colour(x, 3 * y))
                + letter(picture.colour(3 * x, 3 * y));
    }

    private static char letter(int colour) {
        boolean red = (colour >> 16 & 0xFF) > 128;
        boolean green = (colour >> 8 & 0xFF) > 128;
        return red && green ? 'W' : red ? 'R' : green ? 'G' : 'B';
    }

    private static byte[] file(String format) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean left = x < WIDTH / 2;
                image.setRGB(x, y, y < HEIGHT / 2 ? left ? 0xFF0000 : 0x00FF00 : left ? 0x0000FF : 0xFFFFFF);
            }
        }
        return file(image, format);
    }

    private static byte[] file(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    /** Puts an APP1 segment with one big-endian Exif entry, the orientation, behind the start mark. */
    private static byte[] withExif(byte[] jpeg, int orientation) {
        byte[] segment = HexFormat.of()
                .parseHex("ffe10022" + "457869660000" + "4d4d002a00000008" + "0001"
                        + "0112000300000001%04x0000".formatted(orientation) + "00000000");
        ByteBuffer file = ByteBuffer.allocate(jpeg.length + segment.length);
        return file.put(jpeg, 0, 2).put(segment).put(jpeg, 2, jpeg.length - 2).array();
    }

    private static byte[] jpegThatSays(int width, int height) throws IOException {
        byte[] file = file("jpg");
        for (int i = 0; i < file.length; i++) {
            if (file[i] == -1 && file[i + 1] == (byte) 0xC0) {
                ByteBuffer.wrap(file).putShort(i + 5, (short) height).putShort(i + 7, (short) width);
                return file;
            }
        }
        throw new AssertionError("no frame");
    }

    private static byte[] pngThatSays(int width, int height) throws IOException {
        byte[] file = file("png");
        ByteBuffer bytes = ByteBuffer.wrap(file).putInt(16, width).putInt(20, height);
        CRC32 crc = new CRC32();
        crc.update(file, 12, 17);
        bytes.putInt(29, (int) crc.getValue());
        return file;
    }
}
