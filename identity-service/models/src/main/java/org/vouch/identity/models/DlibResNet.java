package org.vouch.identity.models;

import static org.vouch.identity.models.OnnxGraph.Attribute.number;
import static org.vouch.identity.models.OnnxGraph.Attribute.numbers;
import static org.vouch.identity.models.OnnxGraph.Attribute.text;

import java.util.List;

/**
 * Builds dlib's face recognition network, whose npm package has weights but no graph. Input {@code chip}: batch × 150 ×
 * 150 × 3, RGB, 0..255; output {@code descriptor}: batch × 128, not of unit length.
 *
 * <p>Structure: {@code faceRecognitionNet} of @vladmandic/face-api, which follows {@code dlib_face_recognition_resnet}.
 * Each affine layer is folded into the convolution before it.
 */
final class DlibResNet {

    private static final int CHIP_SIDE = 150;
    private static final float[] MEAN_RGB = {122.782f, 117.001f, 104.298f};

    private final Weights weights;
    private final OnnxGraph onnx = new OnnxGraph("face_recognition_model");

    private DlibResNet(Weights weights) {
        this.weights = weights;
    }

    static byte[] toOnnx(Weights weights) {
        return new DlibResNet(weights).build();
    }

    private byte[] build() {
        String x = normalised(onnx.input("chip", OnnxGraph.BATCH, CHIP_SIDE, CHIP_SIDE, 3));
        x = relu("conv32_down", convolution("conv32_down", x, 2));
        x = onnx.node("MaxPool", "pool", List.of(x), numbers("kernel_shape", 3, 3), numbers("strides", 2, 2), valid());
        for (String block : List.of("conv32_1", "conv32_2", "conv32_3")) {
            x = residual(block, x);
        }
        x = down("conv64_down", x, 32, false);
        for (String block : List.of("conv64_1", "conv64_2", "conv64_3")) {
            x = residual(block, x);
        }
        x = down("conv128_down", x, 64, false);
        for (String block : List.of("conv128_1", "conv128_2")) {
            x = residual(block, x);
        }
        x = down("conv256_down", x, 128, true);
        for (String block : List.of("conv256_1", "conv256_2")) {
            x = residual(block, x);
        }
        x = down("conv256_down_out", x, 0, true);
        x = onnx.node("ReduceMean", "mean", List.of(x), numbers("axes", 2, 3), number("keepdims", 0));
        x = onnx.node("MatMul", "descriptor", List.of(x, onnx.constant("fc", weights.get("fc"))));
        onnx.output(x, OnnxGraph.BATCH, 128);
        return onnx.toBytes();
    }

    private String normalised(String chip) {
        String mean = onnx.constant("mean_rgb", new Tensor(new int[] {1, 1, 1, 3}, MEAN_RGB));
        String range = onnx.constant("range", new Tensor(new int[] {1}, new float[] {255}));
        String centred = onnx.node("Sub", "centred", List.of(chip, mean));
        String scaled = onnx.node("Div", "scaled", List.of(centred, range));
        return onnx.node("Transpose", "nchw", List.of(scaled), numbers("perm", 0, 3, 1, 2));
    }

    private String residual(String block, String x) {
        String inner = relu(block + "/conv1", convolution(block + "/conv1", x, 1));
        String outer = convolution(block + "/conv2", inner, 1);
        return relu(block, onnx.node("Add", block + "/sum", List.of(outer, x)));
    }

    /**
     * A block that halves the picture. Without padding the convolution of an even side (8, 4) comes out one row and one
     * column smaller than the shortcut's mean, and is filled with zeros at the bottom and right; where the number of
     * channels doubles, the shortcut is filled with channels of zeros.
     */
    private String down(String block, String x, int missingChannels, boolean evenSide) {
        String inner = relu(block + "/conv1", convolution(block + "/conv1", x, 2));
        String outer = convolution(block + "/conv2", inner, 1);
        if (evenSide) {
            outer = padded(block + "/fill", outer, 0, 1);
        }
        String shortcut = onnx.node(
                "AveragePool",
                block + "/shortcut",
                List.of(x),
                numbers("kernel_shape", 2, 2),
                numbers("strides", 2, 2),
                valid());
        if (missingChannels > 0) {
            shortcut = padded(block + "/channels", shortcut, missingChannels, 0);
        }
        return relu(block, onnx.node("Add", block + "/sum", List.of(outer, shortcut)));
    }

    private String padded(String name, String x, int channels, int rowsAndColumns) {
        String pads = onnx.constant(name + "/pads", 0, 0, 0, 0, 0, channels, rowsAndColumns, rowsAndColumns);
        return onnx.node("Pad", name, List.of(x, pads));
    }

    private String convolution(String layer, String x, int stride) {
        Tensor filters = weights.get(layer + "/conv/filters").transposed(3, 2, 0, 1);
        float[] bias = weights.get(layer + "/conv/bias").values();
        float[] scale = weights.get(layer + "/scale/weights").values();
        float[] shift = weights.get(layer + "/scale/biases").values();
        float[] folded = filters.values();
        int perFilter = folded.length / bias.length;
        for (int i = 0; i < folded.length; i++) {
            folded[i] *= scale[i / perFilter];
        }
        for (int i = 0; i < bias.length; i++) {
            bias[i] = bias[i] * scale[i] + shift[i];
        }
        List<String> from = List.of(
                x,
                onnx.constant(layer + "/filters", new Tensor(filters.shape(), folded)),
                onnx.constant(layer + "/bias", new Tensor(new int[] {bias.length}, bias)));
        return onnx.node(
                "Conv",
                layer + "/convolution",
                from,
                numbers("strides", stride, stride),
                stride == 1 ? text("auto_pad", "SAME_UPPER") : valid());
    }

    private String relu(String name, String x) {
        return onnx.node("Relu", name, List.of(x));
    }

    private static OnnxGraph.Attribute valid() {
        return text("auto_pad", "VALID");
    }
}
