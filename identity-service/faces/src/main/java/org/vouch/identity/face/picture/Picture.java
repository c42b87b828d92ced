package org.vouch.identity.face.picture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * An upright photo in memory, RGB, 0..255, black outside its edges; {@link #close()} overwrites it. Not shared between
 * threads.
 */
public final class Picture implements AutoCloseable {

    private static final int CHANNELS = 3;
    /** A view that shrinks more than eightfold is sampled more thinly than every pixel: enough for a mean. */
    private static final int MAX_SAMPLES_PER_SIDE = 8;

    /** Reads two neighbouring pixels at once, the first one in the lowest bytes. */
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int width;
    private final int height;
    private final byte[] rgb;

    /** Takes over {@code rgb}, rows from the top, three bytes a pixel. */
    Picture(int width, int height, byte[] rgb) {
        if (rgb.length != width * height * CHANNELS) {
            throw new IllegalArgumentException("three bytes a pixel are needed");
        }
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /**
     * A square view, {@code side × side × 3} numbers of 0..255, rows from the top, RGB; bilinear between four pixels.
     *
     * @param toPicture from pixels of the view to pixels of this picture
     * @param smooth whether a view that shrinks takes the mean of several samples a pixel; without, fine patterns alias,
     *     as they did in the training of the detectors
     */
    public float[] view(Similarity toPicture, int side, boolean smooth) {
        int samples = smooth ? (int) Math.max(1, Math.min(MAX_SAMPLES_PER_SIDE, Math.ceil(toPicture.scale()))) : 1;
        float[] view = new float[side * side * CHANNELS];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                int at = (row * side + column) * CHANNELS;
                for (int sampleRow = 0; sampleRow < samples; sampleRow++) {
                    double y = row + (sampleRow + .5) / samples - .5;
                    addSamples(toPicture, column, y, samples, view, at);
                }
            }
        }
        int all = samples * samples;
        if (all > 1) {
            for (int i = 0; i < view.length; i++) {
                view[i] /= all;
            }
        }
        return view;
    }

    /** One row of the samples of one pixel of a view. Almost all of them lie within the picture: for these it is fast. */
    private void addSamples(Similarity toPicture, int column, double row, int samples, float[] view, int at) {
        double first = column + .5 / samples - .5;
        double x = toPicture.a() * first - toPicture.b() * row + toPicture.moveX();
        double y = toPicture.b() * first + toPicture.a() * row + toPicture.moveY();
        double stepX = toPicture.a() / samples;
        double stepY = toPicture.b() / samples;
        int down = width * CHANNELS;
        int mostX = width - 2;
        int mostY = height - 1;
        byte[] from = rgb;
        float red = 0;
        float green = 0;
        float blue = 0;
        for (int sample = 0; sample < samples; sample++, x += stepX, y += stepY) {
            if (!(x >= 0 && y >= 0 && x < mostX && y < mostY)) {
                addSample(x, y, view, at);
                continue;
            }
            int left = (int) x;
            int top = (int) y;
            float right = (float) (x - left);
            float bottom = (float) (y - top);
            float topLeft = (1 - right) * (1 - bottom);
            float topRight = right * (1 - bottom);
            float bottomLeft = (1 - right) * bottom;
            float bottomRight = right * bottom;
            long upper = (long) EIGHT_BYTES.get(from, top * down + left * CHANNELS);
            long lower = (long) EIGHT_BYTES.get(from, (top + 1) * down + left * CHANNELS);
            red += topLeft * ((int) upper & 0xFF)
                    + topRight * ((int) (upper >> 24) & 0xFF)
                    + bottomLeft * ((int) lower & 0xFF)
                    + bottomRight * ((int) (lower >> 24) & 0xFF);
            green += topLeft * ((int) (upper >> 8) & 0xFF)
                    + topRight * ((int) (upper >> 32) & 0xFF)
                    + bottomLeft * ((int) (lower >> 8) & 0xFF)
                    + bottomRight * ((int) (lower >> 32) & 0xFF);
            blue += topLeft * ((int) (upper >> 16) & 0xFF)
                    + topRight * ((int) (upper >> 40) & 0xFF)
                    + bottomLeft * ((int) (lower >> 16) & 0xFF)
                    + bottomRight * ((int) (lower >> 40) & 0xFF);
        }
        view[at] += red;
        view[at + 1] += green;
        view[at + 2] += blue;
    }

    /** One that may lie at the edge or beyond it. */
    private void addSample(double x, double y, float[] view, int at) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        if (left < -1 || top < -1 || left >= width || top >= height) {
            return;
        }
        float right = (float) (x - left);
        float bottom = (float) (y - top);
        addPixel(left, top, (1 - right) * (1 - bottom), view, at);
        addPixel(left + 1, top, right * (1 - bottom), view, at);
        addPixel(left, top + 1, (1 - right) * bottom, view, at);
        addPixel(left + 1, top + 1, right * bottom, view, at);
    }

    private void addPixel(int x, int y, float weight, float[] view, int at) {
        if (x < 0 || y < 0 || x >= width || y >= height) {
            return;
        }
        int from = (y * width + x) * CHANNELS;
        for (int channel = 0; channel < CHANNELS; channel++) {
            view[at + channel] += weight * (rgb[from + channel] & 0xFF);
        }
    }

    /** The colour of a pixel as {@code 0xRRGGBB}. */
    public int colour(int x, int y) {
        int at = (y * width + x) * CHANNELS;
        return ((rgb[at] & 0xFF) << 16) | ((rgb[at + 1] & 0xFF) << 8) | (rgb[at + 2] & 0xFF);
    }

    /** Overwrites every pixel. */
    @Override
    public void close() {
        Arrays.fill(rgb, (byte) 0);
    }
}
