package org.vouch.identity.face.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.PixelFormat;
import org.vouch.identity.face.RecogniserProfile;
import org.vouch.identity.face.RecogniserProfile.ChannelOrder;
import org.vouch.identity.face.RecogniserProfile.Layout;
import org.vouch.identity.face.RecogniserProfile.Network;

/**
 * Turns a face into a template, as the profile says: of each network, the mean of what it makes of the chip and of its
 * mirror image.
 */
final class FaceEncoder implements AutoCloseable {

    private final RecogniserProfile profile;
    private final List<OnnxNetwork> networks;

    /** {@code networks} are those of the profile, in its order; closed with this. */
    FaceEncoder(RecogniserProfile profile, List<OnnxNetwork> networks) {
        this.profile = profile;
        this.networks = List.copyOf(networks);
    }

    /** {@code chips} are the face as each network wants it, in the order of the profile. */
    FaceTemplate encode(List<Chip> chips) {
        float[] all = new float[profile.dimensions()];
        int offset = 0;
        for (int i = 0; i < networks.size(); i++) {
            Network network = profile.networks().get(i);
            float[] numbers = numbers(chips.get(i), network, networks.get(i));
            weigh(numbers, network.weight());
            System.arraycopy(numbers, 0, all, offset, numbers.length);
            Arrays.fill(numbers, 0);
            offset += numbers.length;
        }
        weigh(all, 1);
        try {
            return new FaceTemplate(profile.id(), profile.version(), profile.metric(), all);
        } finally {
            Arrays.fill(all, 0);
        }
    }

    /** Brings the numbers to a length of {@code weight}, or only multiplies them where the profile keeps their length. */
    private void weigh(float[] numbers, float weight) {
        double squares = 0;
        for (float number : numbers) {
            squares += (double) number * number;
        }
        double factor = profile.normalise() ? weight / Math.sqrt(squares) : weight;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] *= (float) factor;
        }
    }

    private static float[] numbers(Chip chip, Network format, OnnxNetwork network) {
        float[] rgb = chip.rgb();
        float[] mirrored = chip.mirroredRgb();
        float[] input = new float[2 * rgb.length];
        arrange(rgb, input, 0, format);
        arrange(mirrored, input, rgb.length, format);
        Map<String, float[]> out = network.run(input, shape(format));
        float[] both = out.values().iterator().next();
        try {
            return mean(both, format.dimensions());
        } finally {
            for (float[] traces : new float[][] {rgb, mirrored, both}) {
                Arrays.fill(traces, 0);
            }
        }
    }

    private static long[] shape(Network format) {
        long side = format.inputSide();
        return format.layout() == Layout.NHWC ? new long[] {2, side, side, 3} : new long[] {2, 3, side, side};
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

    private static float[] mean(float[] both, int dimensions) {
        if (both.length != 2 * dimensions) {
            throw new IllegalStateException("the recogniser gives " + both.length / 2 + " numbers, not " + dimensions);
        }
        float[] mean = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            mean[i] = (both[i] + both[i + dimensions]) / 2;
        }
        return mean;
    }

    @Override
    public void close() {
        networks.forEach(OnnxNetwork::close);
    }
}
