package org.vouch.identity.face.onnx;

import java.util.Arrays;
import org.vouch.identity.face.AttackProfile;
import org.vouch.identity.face.RecogniserProfile.Layout;
import org.vouch.identity.face.picture.Picture;
import org.vouch.identity.face.picture.Similarity;

/** Measures how much a face in a photo looks like one before the camera, as the profile says; the larger the more. */
final class AttackMeter implements AutoCloseable {

    private final OnnxNetwork network;
    private final AttackProfile profile;

    AttackMeter(OnnxNetwork network, AttackProfile profile) {
        this.network = network;
        this.profile = profile;
    }

    double measure(Picture picture, FaceBox box) {
        int side = profile.inputSide();
        Similarity square = Similarity.ofView(side, box.centre(), profile.room() * box.side(), 0);
        float[] rgb = picture.view(square, side, true);
        float[] input = new float[rgb.length];
        FaceEncoder.arrange(rgb, input, 0, profile);
        Arrays.fill(rgb, 0);
        float[] out = network.run(input, shape()).values().iterator().next();
        if (out.length != profile.outputs()) {
            throw new IllegalStateException(
                    "the network of attacks gives " + out.length + " numbers, not " + profile.outputs());
        }
        return profile.softmax() ? part(out, profile.live()) : out[profile.live()];
    }

    private long[] shape() {
        long side = profile.inputSide();
        return profile.layout() == Layout.NHWC ? new long[] {1, side, side, 3} : new long[] {1, 3, side, side};
    }

    /** Less the largest one, so that none is too large. */
    private static double part(float[] out, int which) {
        double largest = Double.NEGATIVE_INFINITY;
        for (float value : out) {
            largest = Math.max(largest, value);
        }
        double sum = 0;
        for (float value : out) {
            sum += Math.exp(value - largest);
        }
        return Math.exp(out[which] - largest) / sum;
    }

    @Override
    public void close() {
        network.close();
    }
}
