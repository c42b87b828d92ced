package org.vouch.identity.face.onnx;

import java.util.Arrays;
import java.util.Map;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.PixelFormat;
import org.vouch.identity.face.RecogniserProfile;
import org.vouch.identity.face.RecogniserProfile.ChannelOrder;
import org.vouch.identity.face.RecogniserProfile.Layout;

/** Turns a chip into a template, as the profile says: the mean of what the network makes of it and of its mirror image. */
final class FaceEncoder implements AutoCloseable {

    private final OnnxNetwork network;
    private final RecogniserProfile profile;

    FaceEncoder(OnnxNetwork network, RecogniserProfile profile) {
        this.network = network;
        this.profile = profile;
    }

    FaceTemplate encode(Chip chip) {
        float[] rgb = chip.rgb();
        float[] mirrored = chip.mirroredRgb();
        float[] input = new float[2 * rgb.length];
        arrange(rgb, input, 0, profile);
        arrange(mirrored, input, rgb.length, profile);
        Map<String, float[]> out = network.run(input, shape());
        float[] both = out.values().iterator().next();
        float[] mean = mean(both);
        try {
            return new FaceTemplate(profile.id(), profile.version(), profile.metric(), mean);
        } finally {
            for (float[] traces : new float[][] {rgb, mirrored, both, mean}) {
                Arrays.fill(traces, 0);
            }
        }
    }

    private long[] shape() {
        long side = profile.inputSide();
        return profile.layout() == Layout.NHWC ? new long[] {2, side, side, 3} : new long[] {2, 3, side, side};
    }

    /** Writes a chip to {@code input} from {@code offset} on, in the order and range that the network asks for. */
    static void arrange(float[] rgb, float[] input, int offset, PixelFormat format) {
        int pixels = rgb.length / 3;
        boolean interleaved = format.layout() == Layout.NHWC;
        int apart = interleaved ? 3 : 1;
        for (int channel = 0; channel < 3; channel++) {
            int from = format.channelOrder() == ChannelOrder.RGB ? channel : 2 - channel;
            int to = offset + (interleaved ? channel : channel * pixels);
            float mean = format.mean().get(channel);
            float scale = format.scale();
            for (int pixel = 0; pixel < pixels; pixel++) {
                input[to + pixel * apart] = (rgb[pixel * 3 + from] - mean) * scale;
            }
        }
    }

    private float[] mean(float[] both) {
        int dimensions = profile.dimensions();
        if (both.length != 2 * dimensions) {
            throw new IllegalStateException("the recogniser gives " + both.length / 2 + " numbers, not " + dimensions);
        }
        float[] mean = new float[dimensions];
        double squares = 0;
        for (int i = 0; i < dimensions; i++) {
            mean[i] = (both[i] + both[i + dimensions]) / 2;
            squares += (double) mean[i] * mean[i];
        }
        if (profile.normalise()) {
            for (int i = 0; i < dimensions; i++) {
                mean[i] /= (float) Math.sqrt(squares);
            }
        }
        return mean;
    }

    @Override
    public void close() {
        network.close();
    }
}
