package org.vouch.puppet;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Faces of the sample photos, and what an attacker does with a picture and no puppet. */
final class Photos {

    private static final Path SAMPLES =
            Path.of("../../identity-service/models/target/npm/node_modules/@vladmandic/face-api/demo");

    private Photos() {}

    static File sample(String name) {
        return SAMPLES.resolve(name).toFile();
    }

    static BufferedImage cut(String sample, int x, int y, int side) {
        try {
            BufferedImage part = ImageIO.read(sample(sample)).getSubimage(x, y, side, side);
            return drawn(part, side, side);
        } catch (IOException e) {
            throw new UncheckedIOException("build identity-service/models first", e);
        }
    }

    static BufferedImage mirrored(BufferedImage photo) {
        BufferedImage mirrored = new BufferedImage(photo.getWidth(), photo.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = mirrored.createGraphics();
        brush.drawImage(photo, photo.getWidth(), 0, -photo.getWidth(), photo.getHeight(), null);
        brush.dispose();
        return mirrored;
    }

    /** Made narrower or lower, as a picture that is tilted and far away. */
    static BufferedImage squeezed(BufferedImage photo, double across, double down) {
        return drawn(photo, (int) (across * photo.getWidth()), (int) (down * photo.getHeight()));
    }

    /**
     * The photo as a flat print that is turned about its upright middle axis before a camera.
     *
     * @param degrees positive: its right side goes away
     * @param distance of the camera, in widths of the photo
     */
    static BufferedImage print(BufferedImage photo, double degrees, double distance) {
        int width = photo.getWidth();
        int height = photo.getHeight();
        BufferedImage seen = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double right = x - width / 2.0;
                double across = right / (cos - right * sin / (distance * width));
                double nearer = 1 + across * sin / (distance * width);
                int fromX = (int) Math.round(across + width / 2.0);
                int fromY = (int) Math.round((y - height / 2.0) * nearer + height / 2.0);
                if (fromX >= 0 && fromY >= 0 && fromX < width && fromY < height) {
                    seen.setRGB(x, y, photo.getRGB(fromX, fromY));
                }
            }
        }
        return seen;
    }

    private static BufferedImage drawn(BufferedImage photo, int width, int height) {
        BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = drawn.createGraphics();
        brush.drawImage(photo, 0, 0, width, height, null);
        brush.dispose();
        return drawn;
    }

    static byte[] jpeg(BufferedImage photo) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(photo, "jpg", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
