package org.vouch.identity.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.vouch.identity.face.RecogniserProfile.ChannelOrder;
import org.vouch.identity.face.RecogniserProfile.Landmark;
import org.vouch.identity.face.RecogniserProfile.Layout;
import org.vouch.identity.face.RecogniserProfile.Network;

class FaceEncoderTest {

    /** Two pixels, red-green-blue 1 2 3 and 4 5 6. */
    private static final float[] CHIP = {1, 2, 3, 4, 5, 6};

    @Test
    void leavesRgbRowsAsTheyAre() {
        assertThat(arranged(ChannelOrder.RGB, Layout.NHWC, List.of(0f, 0f, 0f), 1))
                .containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void ordersTheChannelsBeforeTakingTheirMeanOff() {
        assertThat(arranged(ChannelOrder.BGR, Layout.NHWC, List.of(1f, 2f, 3f), 2))
                .containsExactly(4, 0, -4, 10, 6, 2);
    }

    @Test
    void putsChannelsFirstWhereTheNetworkWantsThem() {
        assertThat(arranged(ChannelOrder.RGB, Layout.NCHW, List.of(0f, 0f, 0f), 1))
                .containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(arranged(ChannelOrder.BGR, Layout.NCHW, List.of(0f, 0f, 0f), 1))
                .containsExactly(3, 6, 2, 5, 1, 4);
    }

    private static float[] arranged(ChannelOrder order, Layout layout, List<Float> mean, float scale) {
        List<Landmark> landmarks = List.of(new Landmark(List.of(1), 0, 0), new Landmark(List.of(2), 1, 1));
        Network network = new Network("net.onnx", "", 112, 0, landmarks, order, layout, mean, scale, 4, 1);
        float[] input = new float[7];
        FaceEncoder.arrange(CHIP, input, 1, network);
        return java.util.Arrays.copyOfRange(input, 1, 7);
    }
}
