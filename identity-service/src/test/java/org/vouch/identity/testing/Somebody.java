package org.vouch.identity.testing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** People of the sample photos, with documents of the unassigned division 99. */
@SuppressWarnings("ImmutableEnumChecker") // gives copies
public enum Somebody {
    ADA("990101199001010019", "Ada Lovelace", "sample1.jpg", 1421, 183, 302, "sample3.jpg", 921, 90, 546),
    LI("990101198505050022", "李小明", "sample3.jpg", 467, 246, 455, null, 0, 0, 0),
    ZHANG("990101197007070035", "张三", "sample6.jpg", 1321, 150, 535, null, 0, 0, 0),
    OYANG("990101200002290047", "欧阳锋", "sample5.jpg", 229, 800, 455, null, 0, 0, 0);

    private final String name;
    private final byte[] portrait;
    private final byte[] capture;
    private final String number;

    Somebody(
            String number,
            String name,
            String portrait,
            int x,
            int y,
            int side,
            @Nullable String capture,
            int cx,
            int cy,
            int cside) {
        this.number = withCheck(number);
        this.name = name;
        this.portrait = crop(portrait, x, y, side, side);
        this.capture = capture == null ? crop(portrait, x, y, side, side * 4 / 5) : crop(capture, cx, cy, cside, cside);
    }

    public String type() {
        return "resident-id";
    }

    public String number() {
        return number;
    }

    public String fullName() {
        return name;
    }

    /** What the civil registry has. */
    public byte[] portrait() {
        return portrait.clone();
    }

    /** What the camera sees: another photo where there is one, else the same at another scale. */
    public byte[] capture() {
        return capture.clone();
    }

    /** The number with its last character made right (GB 11643-1999, with weights instead of a recursion). */
    public static String withCheck(String number) {
        var weights = new int[] {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        var sum = 0;
        for (var i = 0; i < 17; i++) {
            sum += weights[i] * (number.charAt(i) - '0');
        }
        return number.substring(0, 17) + "10X98765432".charAt(sum % 11);
    }

    /** A number of nobody. */
    public static String unknownNumber(int sequence) {
        return withCheck("99010119910101" + "%03d".formatted(sequence) + "0");
    }

    /** A sample photo as it is: several people. */
    public static byte[] group() {
        try {
            return java.nio.file.Files.readAllBytes(samples().resolve("sample3.jpg"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path samples() {
        return Path.of("models/target/npm/node_modules/@vladmandic/face-api/demo");
    }

    static byte[] crop(String photo, int x, int y, int side, int toSide) {
        try {
            var whole = ImageIO.read(samples().resolve(photo).toFile());
            var part = whole.getSubimage(x, y, side, side);
            var scaled = new BufferedImage(toSide, toSide, BufferedImage.TYPE_INT_RGB);
            var graphics = scaled.createGraphics();
            graphics.drawImage(part, 0, 0, toSide, toSide, null);
            graphics.dispose();
            var out = new ByteArrayOutputStream();
            ImageIO.write(scaled, "jpg", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
