package org.vouch.identity.face.onnx;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.awt.image.RescaleOp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Photos for tests: those that come with the npm package of the recogniser, and what can be made of them. */
final class Photos {

    private static final Path DEMO = Path.of("../models/target/npm/node_modules/@vladmandic/face-api/demo");
    private static final float PORTRAIT_QUALITY = .92f;
    private static final float CAPTURE_QUALITY = .85f;

    private Photos() {}

    static byte[] demoFile(String name) {
        try {
            return Files.readAllBytes(DEMO.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("build identity-service/models first", e);
        }
    }

    static BufferedImage demo(String name) {
        return image(demoFile(name));
    }

    static BufferedImage image(byte[] file) {
        try {
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BufferedImage crop(BufferedImage photo, int x, int y, int side) {
        return drawn(photo.getSubimage(x, y, side, side), side, side, new AffineTransform());
    }

    static BufferedImage mirrored(BufferedImage photo) {
        return drawn(photo, photo.getWidth(), photo.getHeight(), new AffineTransform(-1, 0, 0, 1, photo.getWidth(), 0));
    }

    static BufferedImage scaled(BufferedImage photo, double factor) {
        return drawn(
                photo,
                (int) Math.round(photo.getWidth() * factor),
                (int) Math.round(photo.getHeight() * factor),
                AffineTransform.getScaleInstance(factor, factor));
    }

    static BufferedImage dimmed(BufferedImage photo, float factor) {
        return new RescaleOp(factor, 0, null).filter(drawn(photo), null);
    }

    /** Blurred by a Gaussian of {@code deviation} pixels. */
    static BufferedImage blurred(BufferedImage photo, float deviation) {
        int reach = Math.round(3 * deviation);
        float[] weights = new float[2 * reach + 1];
        float sum = 0;
        for (int i = 0; i < weights.length; i++) {
            float off = (i - reach) / deviation;
            weights[i] = (float) Math.exp(-off * off / 2);
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        Kernel across = new Kernel(weights.length, 1, weights);
        Kernel down = new Kernel(1, weights.length, weights);
        BufferedImage half = new ConvolveOp(across, ConvolveOp.EDGE_NO_OP, null).filter(photo, null);
        return new ConvolveOp(down, ConvolveOp.EDGE_NO_OP, null).filter(half, null);
    }

    /** As if taken again: 1.15 times as large, turned by 4° about its middle, 8 % darker. */
    static BufferedImage retaken(BufferedImage portrait) {
        int side = (int) Math.round(portrait.getWidth() * 1.15);
        AffineTransform turned = AffineTransform.getRotateInstance(Math.toRadians(4), side / 2.0, side / 2.0);
        turned.scale((double) side / portrait.getWidth(), (double) side / portrait.getHeight());
        return dimmed(drawn(portrait, side, side, turned), .92f);
    }

    static byte[] portraitJpeg(BufferedImage image) {
        return jpeg(image, PORTRAIT_QUALITY);
    }

    static byte[] captureJpeg(BufferedImage image) {
        return jpeg(image, CAPTURE_QUALITY);
    }

    private static BufferedImage drawn(BufferedImage image) {
        return drawn(image, image.getWidth(), image.getHeight(), new AffineTransform());
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height, AffineTransform transform) {
        BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = drawn.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, transform, null);
        graphics.dispose();
        return drawn;
    }

    private static byte[] jpeg(BufferedImage image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam parameters = writer.getDefaultWriteParam();
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
