package org.vouch.local.scan;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** What a text, a picture or a face looks like in files and in memory, in the forms in which programs write them. */
final class Needles {

    private static final int WINDOW = 32;
    private static final int EVERY = 512;
    private static final int PIXELS = 12;
    private static final int EVERY_ROW = 8;
    private static final int EVERY_COLUMN = 48;
    private static final int VALUES = 4;
    private static final int BASE64_GROUP = 3;

    private Needles() {}

    /** UTF-8 and UTF-16, in hexadecimal, in Base64, as in a form and as in JSON that writes ASCII alone. */
    static List<Needle> text(String kind, String text) {
        List<Needle> all = new ArrayList<>();
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        all.add(new Needle(kind + ", UTF-8", utf8));
        all.add(new Needle(kind + ", UTF-16", text.getBytes(StandardCharsets.UTF_16LE)));
        all.add(new Needle(kind + ", UTF-16", text.getBytes(StandardCharsets.UTF_16BE)));
        String form = URLEncoder.encode(text, StandardCharsets.UTF_8);
        if (!form.equals(text)) {
            written(all, kind + ", as in a form", form, form.toLowerCase(Locale.ROOT));
            String json = escaped(text);
            written(
                    all,
                    kind + ", as in JSON",
                    json,
                    json.toUpperCase(Locale.ROOT).replace("\\U", "\\u"));
        }
        HexFormat hex = HexFormat.of();
        written(
                all,
                kind + ", hexadecimal",
                hex.formatHex(utf8),
                hex.withUpperCase().formatHex(utf8));
        for (int before = 0; before < BASE64_GROUP; before++) {
            written(all, kind + ", Base64", base64(Base64.getEncoder(), utf8, before));
            written(all, kind + ", Base64", base64(Base64.getUrlEncoder(), utf8, before));
        }
        return all;
    }

    /** In one byte a letter and in two: a string of a Java heap may have either. */
    private static void written(List<Needle> all, String kind, String... forms) {
        for (String form : forms) {
            for (Charset charset :
                    List.of(StandardCharsets.US_ASCII, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                all.add(new Needle(kind, form.getBytes(charset)));
            }
        }
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(unit -> escaped.append("\\u%04x".formatted(unit)));
        return escaped.toString();
    }

    /** What is the same whatever stands after the text, and whatever {@code before} bytes stand before it in its group. */
    private static String base64(Base64.Encoder encoder, byte[] utf8, int before) {
        byte[] moved = new byte[before + utf8.length];
        System.arraycopy(utf8, 0, moved, before, utf8.length);
        String whole = encoder.encodeToString(moved);
        int from = (before * Byte.SIZE + 5) / 6;
        return whole.substring(from, moved.length * Byte.SIZE / 6);
    }

    /** Pieces of the file, from its first scan on: what is before it is the same in many pictures. */
    static List<Needle> jpeg(String kind, byte[] file) {
        List<Needle> all = new ArrayList<>();
        for (int at = startOfScan(file); at + WINDOW <= file.length; at += EVERY) {
            byte[] piece = Arrays.copyOfRange(file, at, at + WINDOW);
            if (Needle.distinct(piece) > WINDOW / 2) {
                all.add(new Needle(kind, piece));
            }
        }
        return all;
    }

    private static int startOfScan(byte[] file) {
        for (int at = 0; at + 1 < file.length; at++) {
            if (file[at] == (byte) 0xFF && file[at + 1] == (byte) 0xDA) {
                return at + WINDOW;
            }
        }
        throw new IllegalArgumentException("not a JPEG file");
    }

    /** Runs of pixels of the decoded picture in the orders in which Java programs and C libraries keep them. */
    static List<Needle> pixels(String kind, byte[] file) {
        List<Needle> all = new ArrayList<>();
        BufferedImage image = decoded(file);
        for (int y = EVERY_ROW; y < image.getHeight(); y += EVERY_ROW) {
            for (int x = EVERY_COLUMN / 2; x + PIXELS <= image.getWidth(); x += EVERY_COLUMN) {
                int[] run = image.getRGB(x, y, PIXELS, 1, null, 0, PIXELS);
                ByteBuffer rgb = ByteBuffer.allocate(PIXELS * 3);
                ByteBuffer bgr = ByteBuffer.allocate(PIXELS * 3);
                for (int pixel : run) {
                    rgb.put((byte) (pixel >> 16)).put((byte) (pixel >> 8)).put((byte) pixel);
                    bgr.put((byte) pixel).put((byte) (pixel >> 8)).put((byte) (pixel >> 16));
                }
                if (Needle.distinct(rgb.array()) < 2 * PIXELS) {
                    continue;
                }
                all.add(new Needle(kind, rgb.array()));
                all.add(new Needle(kind, bgr.array()));
                all.add(new Needle(kind, numbers(run, 0xFF000000)));
                all.add(new Needle(kind, numbers(run, 0)));
            }
        }
        return all;
    }

    /** As a heap dump writes them, whatever the machine: big-endian. */
    private static byte[] numbers(int[] run, int alpha) {
        ByteBuffer numbers = ByteBuffer.allocate(run.length * Integer.BYTES);
        for (int pixel : run) {
            numbers.putInt(pixel & 0xFFFFFF | alpha);
        }
        return numbers.array();
    }

    private static BufferedImage decoded(byte[] file) {
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
            if (image == null) {
                throw new IllegalArgumentException("not a picture");
            }
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Any four numbers in a row of a face, single or double, in either order. */
    static List<Needle> face(String kind, float[] values) {
        List<Needle> all = new ArrayList<>();
        for (int at = 0; at + VALUES <= values.length; at++) {
            for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
                ByteBuffer single = ByteBuffer.allocate(VALUES * Float.BYTES).order(order);
                ByteBuffer twice = ByteBuffer.allocate(VALUES * Double.BYTES).order(order);
                for (int i = at; i < at + VALUES; i++) {
                    single.putFloat(values[i]);
                    twice.putDouble(values[i]);
                }
                all.add(new Needle(kind, single.array()));
                all.add(new Needle(kind, twice.array()));
            }
        }
        return all;
    }
}
