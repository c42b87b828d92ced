package org.vouch.identity.face.picture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An upright photo in memory, RGB, 0..255, black outside its edges; {@link #close()} overwrites it. Not shared between
 * threads.
 */
public final class Picture implements AutoCloseable {

    private static final int CHANNELS = 3;
    private static final Similarity TO_HALF = new Similarity(.5, 0, -.25, -.25);

    /** Reads two neighbouring pixels at once, the first one in the lowest bytes. */
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int width;
    private final int height;
    private final byte[] rgb;
    private @Nullable Picture half;

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
     * @param smooth whether a view that shrinks takes the mean of all that lies in a pixel; without, fine patterns alias,
     *     as they did in the training of the detectors
     */
    public float[] view(Similarity toPicture, int side, boolean smooth) {
        double scale = toPicture.scale();
        if (smooth && scale >= 2 && width > 1 && height > 1) {
            return half().view(TO_HALF.after(toPicture), side, true);
        }
        int samples = smooth ? (int) Math.max(1, Math.ceil(scale)) : 1;
        float[] view = new float[side * side * CHANNELS];
        double apart = 1.0 / samples;
        double a = toPicture.a();
        double b = toPicture.b();
        for (int row = 0; row < side; row++) {
            for (int i = 0; i < samples; i++) {
                double down = row + (i + .5) * apart - .5;
                double x = toPicture.moveX() - b * down;
                double y = toPicture.moveY() + a * down;
                if (b != 0 || y > -1 && y < height) {
                    addRow(view, row * side * CHANNELS, side, samples, a, b, x, y);
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

    /**
     * Half as wide and high, each pixel the mean of four; an odd last row or column is left out. Made once for all views
     * that shrink: L. Williams, Pyramidal parametrics, SIGGRAPH 1983.
     */
    private Picture half() {
        Picture made = half;
        if (made == null) {
            made = new Picture(width / 2, height / 2, halved());
            half = made;
        }
        return made;
    }

    private byte[] halved() {
        int columns = width / 2;
        int rows = height / 2;
        byte[] from = rgb;
        byte[] halved = new byte[columns * rows * CHANNELS];
        int to = 0;
        for (int row = 0; row < rows; row++) {
            int upper = 2 * row * width * CHANNELS;
            int lower = upper + width * CHANNELS;
            for (int column = 0; column < columns; column++) {
                for (int channel = 0; channel < CHANNELS; channel++, upper++, lower++, to++) {
                    int four = (from[upper] & 0xFF)
                            + (from[upper + CHANNELS] & 0xFF)
                            + (from[lower] & 0xFF)
                            + (from[lower + CHANNELS] & 0xFF);
                    // Halves go up and down like the squares of a chessboard, so that nothing becomes brighter.
                    halved[to] = (byte) (four + 1 + (row + column & 1) >> 2);
                }
                upper += CHANNELS;
                lower += CHANNELS;
            }
        }
        return halved;
    }

    /**
     * Adds one row of samples, as many to each of the view's pixels. Almost all of them lie within the picture; for these
     * it is fast.
     *
     * @param fromX where the middle of the view's first column lies in the picture
     * @param fromY likewise
     */
    private void addRow(float[] view, int at, int side, int samples, double a, double b, double fromX, double fromY) {
        byte[] from = rgb;
        int down = width * CHANNELS;
        int mostX = width - 2;
        int mostY = height - 1;
        double apart = 1.0 / samples;
        double stepX = a * apart;
        double stepY = b * apart;
        for (int column = 0; column < side; column++) {
            int pixel = at + column * CHANNELS;
            float red = 0;
            float green = 0;
            float blue = 0;
            double along = column + .5 * apart - .5;
            double x = fromX + a * along;
            double y = fromY + b * along;
            for (int sample = 0; sample < samples; sample++, x += stepX, y += stepY) {
                if (!(x >= 0 && y >= 0 && x < mostX && y < mostY)) {
                    addSample(x, y, view, pixel);
                    continue;
                }
                int left = (int) x;
                int top = (int) y;
                float right = (float) (x - left);
                float bottom = (float) (y - top);
                int first = top * down + left * CHANNELS;
                long upper = (long) EIGHT_BYTES.get(from, first);
                long lower = (long) EIGHT_BYTES.get(from, first + down);
                float topLeft = (1 - right) * (1 - bottom);
                float topRight = right * (1 - bottom);
                float bottomLeft = (1 - right) * bottom;
                float bottomRight = right * bottom;
                red += topLeft * level(upper)
                        + topRight * level(upper >> 24)
                        + bottomLeft * level(lower)
                        + bottomRight * level(lower >> 24);
                green += topLeft * level(upper >> 8)
                        + topRight * level(upper >> 32)
                        + bottomLeft * level(lower >> 8)
                        + bottomRight * level(lower >> 32);
                blue += topLeft * level(upper >> 16)
                        + topRight * level(upper >> 40)
                        + bottomLeft * level(lower >> 16)
                        + bottomRight * level(lower >> 40);
            }
            view[pixel] += red;
            view[pixel + 1] += green;
            view[pixel + 2] += blue;
        }
    }

    private static int level(long bytes) {
        return (int) bytes & 0xFF;
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

    /** Overwrites every pixel, also of what was made of them. */
    @Override
    public void close() {
        Arrays.fill(rgb, (byte) 0);
        if (half != null) {
            half.close();
        }
    }
}
