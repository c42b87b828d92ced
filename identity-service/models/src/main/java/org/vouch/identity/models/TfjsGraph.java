package org.vouch.identity.models;

import static org.vouch.identity.models.OnnxGraph.Attribute.number;
import static org.vouch.identity.models.OnnxGraph.Attribute.numbers;
import static org.vouch.identity.models.OnnxGraph.Attribute.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Turns a TensorFlow.js graph model into ONNX that computes the same numbers, or refuses: an operation, a data format
 * or a dilation that is not known here ends the build.
 *
 * <p>Inputs and outputs keep the layout of the original, rows × columns × channels; inside, pictures are channels
 * first, as ONNX wants them. {@code SAME} padding is {@code auto_pad=SAME_UPPER}.
 */
final class TfjsGraph {

    private static final long[] TO_CHANNELS_FIRST = {0, 3, 1, 2};
    private static final long[] TO_CHANNELS_LAST = {0, 2, 3, 1};

    private final Map<String, JsonNode> nodes = new HashMap<>();
    private final Map<String, Value> values = new HashMap<>();
    private final JsonNode signature;
    private final Weights weights;
    private final OnnxGraph onnx;

    private TfjsGraph(String name, JsonNode model, Weights weights) {
        for (JsonNode node : model.path("modelTopology").path("node")) {
            nodes.put(node.path("name").asText(), node);
        }
        this.signature = model.has("signature")
                ? model.path("signature")
                : model.path("userDefinedMetadata").path("signature");
        this.weights = weights;
        this.onnx = new OnnxGraph(name);
    }

    static byte[] toOnnx(String name, JsonNode model, Weights weights) throws IOException {
        TfjsGraph graph = new TfjsGraph(name, model, weights);
        List<JsonNode> outputs = new ArrayList<>();
        graph.signature.path("outputs").forEach(outputs::add);
        if (outputs.isEmpty()) {
            throw new IOException(name + " names no outputs");
        }
        outputs.sort((a, b) -> tensorName(a).compareTo(tensorName(b)));
        for (JsonNode output : outputs) {
            graph.value(tensorName(output));
            graph.onnx.output(tensorName(output), dimensions(output.path("tensorShape")));
        }
        return graph.onnx.toBytes();
    }

    private static String tensorName(JsonNode tensor) {
        return withoutPort(tensor.path("name").asText());
    }

    private static String withoutPort(String reference) {
        int colon = reference.indexOf(':');
        return colon < 0 ? reference : reference.substring(0, colon);
    }

    private static long[] dimensions(JsonNode shape) {
        return StreamSupport.stream(shape.path("dim").spliterator(), false)
                .mapToLong(dimension -> dimension.path("size").asLong())
                .toArray();
    }

    /** Adds the node and, before it, whatever it needs; each one once. The nodes of the file are in no order. */
    private Value value(String name) throws IOException {
        Value known = values.get(name);
        if (known != null) {
            return known;
        }
        JsonNode node = nodes.get(name);
        if (node == null) {
            throw new IOException("no node named " + name);
        }
        Value value = convert(name, node);
        values.put(name, value);
        return value;
    }

    private Value convert(String name, JsonNode node) throws IOException {
        String operation = node.path("op").asText();
        return switch (operation) {
            case "Placeholder" -> placeholder(name, node);
            case "_FusedConv2D" -> fusedConvolution(name, node);
            case "Conv2D" -> convolution(name, node);
            case "DepthwiseConv2dNative" -> depthwiseConvolution(name, node);
            case "AddV2" -> plain("Add", name, node);
            case "Maximum" -> plain("Max", name, node);
            case "Minimum" -> plain("Min", name, node);
            case "Mul", "Relu", "Sigmoid", "Sub" -> plain(operation, name, node);
            case "MatMul" -> product(name, node);
            case "Prelu" -> prelu(name, input(node, 0), constant(node, 1));
            case "MaxPool" -> maxPool(name, node);
            case "Pad" -> pad(name, node);
            case "Reshape" -> reshape(name, node);
            case "ConcatV2" -> concat(name, node);
            case "Identity" -> identity(name, node);
            default -> throw new IOException("operation " + operation + " of " + name + " is not known here");
        };
    }

    private Value placeholder(String name, JsonNode node) {
        long[] shape = dimensions(node.path("attr").path("shape").path("shape"));
        return channelsFirst(name, onnx.input(name, shape));
    }

    private Value fusedConvolution(String name, JsonNode node) throws IOException {
        Tensor filters = constant(node, 1).transposed(3, 2, 0, 1);
        List<String> fused = texts(node, "fused_ops");
        if (fused.isEmpty() || !fused.get(0).equals("BiasAdd") || fused.size() > 2) {
            throw new IOException("convolution " + name + " with " + fused + " is not known here");
        }
        String activation = fused.size() == 2 ? fused.get(1) : "";
        String output = activation.isEmpty() ? name : name + "/convolution";
        List<String> from = List.of(
                image(node, 0),
                onnx.constant(name + "/filters", filters),
                onnx.constant(name + "/bias", constant(node, 2)));
        Value convolved = new Value(onnx.node("Conv", output, from, window(node), strides(node)), true);
        return switch (activation) {
            case "" -> convolved;
            case "Relu" -> new Value(onnx.node("Relu", name, List.of(output)), true);
            case "Prelu" -> prelu(name, convolved, constant(node, 3));
            default -> throw new IOException("activation " + activation + " is not known here");
        };
    }

    private Value convolution(String name, JsonNode node) throws IOException {
        Tensor filters = constant(node, 1).transposed(3, 2, 0, 1);
        List<String> from = List.of(image(node, 0), onnx.constant(name + "/filters", filters));
        return new Value(onnx.node("Conv", name, from, window(node), strides(node)), true);
    }

    private Value depthwiseConvolution(String name, JsonNode node) throws IOException {
        Tensor filters = constant(node, 1);
        int channels = filters.dimension(2);
        Tensor grouped = filters.transposed(2, 3, 0, 1)
                .reshaped(channels * filters.dimension(3), 1, filters.dimension(0), filters.dimension(1));
        List<String> from = List.of(image(node, 0), onnx.constant(name + "/filters", grouped));
        return new Value(onnx.node("Conv", name, from, window(node), strides(node), number("group", channels)), true);
    }

    private Value prelu(String name, Value value, Tensor slope) {
        Tensor channelsFirst = slope.transposed(2, 0, 1);
        List<String> from = List.of(value.name(), onnx.constant(name + "/slope", channelsFirst));
        return new Value(onnx.node("PRelu", name, from), true);
    }

    private Value maxPool(String name, JsonNode node) throws IOException {
        long[] size = list(node, "ksize");
        return new Value(
                onnx.node(
                        "MaxPool",
                        name,
                        List.of(image(node, 0)),
                        numbers("kernel_shape", size[1], size[2]),
                        window(node),
                        strides(node)),
                true);
    }

    private Value pad(String name, JsonNode node) throws IOException {
        long[] amounts = constant(node, 1).integers();
        long[] begins = {amounts[0], amounts[6], amounts[2], amounts[4]};
        long[] ends = {amounts[1], amounts[7], amounts[3], amounts[5]};
        long[] pads =
                Stream.of(begins, ends).flatMapToLong(java.util.Arrays::stream).toArray();
        return new Value(onnx.node("Pad", name, List.of(image(node, 0), onnx.constant(name + "/pads", pads))), true);
    }

    private Value reshape(String name, JsonNode node) throws IOException {
        Value from = input(node, 0);
        String flat = from.picture() ? channelsLast(name + "/nhwc", from) : from.name();
        String shape = onnx.constant(name + "/shape", constant(node, 1).integers());
        return new Value(onnx.node("Reshape", name, List.of(flat, shape)), false);
    }

    private Value concat(String name, JsonNode node) throws IOException {
        List<String> from = new ArrayList<>();
        int parts = node.path("input").size() - 1;
        for (int part = 0; part < parts; part++) {
            from.add(image(node, part));
        }
        if (constant(node, parts).integers()[0] != 3) {
            throw new IOException(name + " joins something else than channels");
        }
        return new Value(onnx.node("Concat", name, from, number("axis", 1)), true);
    }

    private Value identity(String name, JsonNode node) throws IOException {
        Value from = input(node, 0);
        return from.picture()
                ? new Value(channelsLast(name, from), false)
                : new Value(onnx.node("Identity", name, List.of(from.name())), false);
    }

    /** Rows of numbers times a matrix that is a constant. */
    private Value product(String name, JsonNode node) throws IOException {
        for (String turned : List.of("transpose_a", "transpose_b")) {
            if (node.path("attr").path(turned).path("b").asBoolean()) {
                throw new IOException(name + " turns a matrix round, which is not known here");
            }
        }
        Value rows = input(node, 0);
        if (rows.picture()) {
            throw new IOException(name + " multiplies a picture");
        }
        String matrix = onnx.constant(name + "/matrix", constant(node, 1));
        return new Value(onnx.node("MatMul", name, List.of(rows.name(), matrix)), false);
    }

    /**
     * An operation that works number by number and keeps the layout of its inputs, which must be one. A constant among
     * them is one number for all, or one for each channel.
     */
    private Value plain(String operation, String name, JsonNode node) throws IOException {
        boolean picture = false;
        for (int i = 0; i < node.path("input").size(); i++) {
            picture |= !isConstant(node, i) && input(node, i).picture();
        }
        List<String> from = new ArrayList<>();
        for (int i = 0; i < node.path("input").size(); i++) {
            from.add(
                    isConstant(node, i)
                            ? ofChannels(name + "/" + i, constant(node, i), picture)
                            : alike(node, i, picture));
        }
        return new Value(onnx.node(operation, name, from), picture);
    }

    private String alike(JsonNode node, int index, boolean picture) throws IOException {
        Value value = input(node, index);
        if (value.picture() != picture) {
            throw new IOException(node.path("name").asText() + " mixes layouts");
        }
        return value.name();
    }

    private String ofChannels(String name, Tensor constant, boolean picture) throws IOException {
        if (constant.rank() > 1) {
            throw new IOException(name + " is more than a number for each channel");
        }
        int channels = constant.values().length;
        return onnx.constant(name, picture ? constant.reshaped(channels, 1, 1) : constant);
    }

    private boolean isConstant(JsonNode node, int index) {
        return weights.has(withoutPort(node.path("input").path(index).asText()));
    }

    private Value channelsFirst(String name, String from) {
        String moved = onnx.node("Transpose", name + "/nchw", List.of(from), numbers("perm", TO_CHANNELS_FIRST));
        return new Value(moved, true);
    }

    private String channelsLast(String name, Value from) {
        return onnx.node("Transpose", name, List.of(from.name()), numbers("perm", TO_CHANNELS_LAST));
    }

    private Value input(JsonNode node, int index) throws IOException {
        return value(withoutPort(node.path("input").path(index).asText()));
    }

    private String image(JsonNode node, int index) throws IOException {
        Value value = input(node, index);
        if (!value.picture()) {
            throw new IOException(node.path("name").asText() + " needs a picture");
        }
        return value.name();
    }

    private Tensor constant(JsonNode node, int index) {
        return weights.get(withoutPort(node.path("input").path(index).asText()));
    }

    private static OnnxGraph.Attribute strides(JsonNode node) throws IOException {
        long[] strides = list(node, "strides");
        for (long dilation : list(node, "dilations")) {
            if (dilation != 1) {
                throw new IOException("dilations are not known here");
            }
        }
        return numbers("strides", strides[1], strides[2]);
    }

    private static OnnxGraph.Attribute window(JsonNode node) throws IOException {
        if (!decoded(node.path("attr").path("data_format").path("s")).equals("NHWC")) {
            throw new IOException("only NHWC is known here");
        }
        String padding = decoded(node.path("attr").path("padding").path("s"));
        return text(
                "auto_pad",
                switch (padding) {
                    case "SAME" -> "SAME_UPPER";
                    case "VALID" -> "VALID";
                    default -> throw new IOException("padding " + padding + " is not known here");
                });
    }

    private static long[] list(JsonNode node, String attribute) {
        JsonNode list = node.path("attr").path(attribute).path("list").path("i");
        return StreamSupport.stream(list.spliterator(), false)
                .mapToLong(JsonNode::asLong)
                .toArray();
    }

    private static List<String> texts(JsonNode node, String attribute) {
        JsonNode list = node.path("attr").path(attribute).path("list").path("s");
        return StreamSupport.stream(list.spliterator(), false)
                .map(TfjsGraph::decoded)
                .toList();
    }

    private static String decoded(JsonNode base64) {
        return new String(Base64.getDecoder().decode(base64.asText()), StandardCharsets.UTF_8);
    }

    /** What a node became; {@code picture}: four dimensions, channels first. */
    private record Value(String name, boolean picture) {}
}
