package org.vouch.identity.face.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vouch.identity.face.RecogniserProfile.Landmark;
import org.vouch.identity.face.RecogniserProfile.Network;
import org.vouch.identity.face.picture.Picture;
import org.vouch.identity.face.picture.Similarity;
import org.vouch.identity.face.picture.Similarity.Point;

/** A face brought to the place and size that the recogniser was trained with; {@link #close()} overwrites it. */
final class Chip implements AutoCloseable {

    private final float[] rgb;
    private final int side;

    /** {@code side × side × 3} numbers of 0..255, rows from the top, RGB; taken over. */
    Chip(float[] rgb, int side) {
        this.rgb = rgb;
        this.side = side;
    }

    static Chip of(Picture picture, FaceMesh mesh, Network network) {
        List<Point> found = new ArrayList<>();
        List<Point> wanted = new ArrayList<>();
        for (Landmark landmark : network.landmarks()) {
            found.add(mesh.inPicture(landmark.mesh()));
            wanted.add(place(landmark, network));
        }
        Similarity toPicture = Similarity.leastSquares(found, wanted).inverse();
        return new Chip(picture.view(toPicture, network.inputSide(), true), network.inputSide());
    }

    static Point place(Landmark landmark, Network network) {
        double unit = network.inputSide() / (1 + 2 * network.margin());
        return new Point((network.margin() + landmark.x()) * unit, (network.margin() + landmark.y()) * unit);
    }

    int side() {
        return side;
    }

    float[] rgb() {
        return rgb.clone();
    }

    float[] mirroredRgb() {
        float[] mirrored = rgb.clone();
        mirror(mirrored, side);
        return mirrored;
    }

    /** Swaps left and right in place. */
    static void mirror(float[] rgb, int side) {
        for (int row = 0; row < side; row++) {
            for (int left = 0, right = side - 1; left < right; left++, right--) {
                for (int channel = 0; channel < 3; channel++) {
                    int a = (row * side + left) * 3 + channel;
                    int b = (row * side + right) * 3 + channel;
                    float kept = rgb[a];
                    rgb[a] = rgb[b];
                    rgb[b] = kept;
                }
            }
        }
    }

    /** Mean of the middle of the chip, where the face is, 0..255: luma of ITU-R BT.601. */
    double brightness() {
        double[] luma = luma();
        double sum = 0;
        for (int y = inset(); y < side - inset(); y++) {
            for (int x = inset(); x < side - inset(); x++) {
                sum += luma[y * side + x];
            }
        }
        Arrays.fill(luma, 0);
        return sum / area();
    }

    /**
     * How much of the contrast in the middle of the chip is between neighbouring pixels: the variance of the Laplacian
     * (J. L. Pech-Pacheco et al., Diatom autofocusing in brightfield microscopy, ICPR 2000) over the variance of the
     * brightness, so that dim light is not taken for blur. 0 and up; 0 for an even surface.
     */
    double sharpness() {
        double[] luma = luma();
        Spread contrast = new Spread();
        Spread edges = new Spread();
        for (int y = inset(); y < side - inset(); y++) {
            for (int x = inset(); x < side - inset(); x++) {
                int at = y * side + x;
                contrast.add(luma[at]);
                edges.add(luma[at - 1] + luma[at + 1] + luma[at - side] + luma[at + side] - 4 * luma[at]);
            }
        }
        Arrays.fill(luma, 0);
        double variance = contrast.variance();
        return variance == 0 ? 0 : edges.variance() / variance;
    }

    @Override
    public void close() {
        Arrays.fill(rgb, 0);
    }

    private int inset() {
        return side / 5;
    }

    private int area() {
        int length = side - 2 * inset();
        return length * length;
    }

    private double[] luma() {
        double[] luma = new double[side * side];
        for (int i = 0; i < luma.length; i++) {
            luma[i] = .299 * rgb[3 * i] + .587 * rgb[3 * i + 1] + .114 * rgb[3 * i + 2];
        }
        return luma;
    }

    /** Mean square less squared mean. */
    private static final class Spread {

        private double sum;
        private double squares;
        private int count;

        void add(double value) {
            sum += value;
            squares += value * value;
            count++;
        }

        double variance() {
            double mean = sum / count;
            return squares / count - mean * mean;
        }
    }
}
