package org.vouch.identity.models;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Collects a network and writes it as an ONNX model, opset 17, IR version 8. Deterministic: the same calls give the
 * same bytes. Nodes must be added in an order in which every input already exists. Field numbers are those of
 * {@code onnx.proto3} of ONNX 1.12.
 */
final class OnnxGraph {

    /** Stands for a dimension that the caller of the network chooses: the batch. */
    static final long BATCH = -1;

    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private final String name;
    private final Protobuf nodes = new Protobuf();
    private final Protobuf initializers = new Protobuf();
    private final Protobuf inputs = new Protobuf();
    private final Protobuf outputs = new Protobuf();

    OnnxGraph(String name) {
        this.name = name;
    }

    String input(String input, long... shape) {
        inputs.message(11, valueInfo(input, shape));
        return input;
    }

    String output(String output, long... shape) {
        outputs.message(12, valueInfo(output, shape));
        return output;
    }

    /** Adds 32-bit constants. */
    String constant(String constant, Tensor tensor) {
        ByteBuffer raw =
                ByteBuffer.allocate(tensor.values().length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(tensor.values());
        Protobuf proto = new Protobuf();
        for (int axis = 0; axis < tensor.rank(); axis++) {
            proto.number(1, tensor.dimension(axis));
        }
        initializers.message(5, proto.number(2, FLOAT).text(8, constant).bytes(9, raw.array()));
        return constant;
    }

    /** Adds a vector of 64-bit whole numbers: a shape or paddings. */
    String constant(String constant, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        initializers.message(
                5,
                new Protobuf()
                        .number(1, values.length)
                        .number(2, INT64)
                        .text(8, constant)
                        .bytes(9, raw.array()));
        return constant;
    }

    /** Adds an operation with one output, which also names it. */
    String node(String operation, String output, List<String> from, Attribute... attributes) {
        Protobuf node = new Protobuf();
        from.forEach(input -> node.text(1, input));
        node.text(2, output).text(3, output).text(4, operation);
        for (Attribute attribute : attributes) {
            node.message(5, attribute.body());
        }
        nodes.message(1, node);
        return output;
    }

    byte[] toBytes() {
        byte[] graph = concatenated(
                nodes.toBytes(),
                new Protobuf().text(2, name).toBytes(),
                initializers.toBytes(),
                inputs.toBytes(),
                outputs.toBytes());
        return new Protobuf()
                .number(1, IR_VERSION)
                .text(2, "vouch")
                .bytes(7, graph)
                .message(8, new Protobuf().text(1, "").number(2, OPSET))
                .toBytes();
    }

    private static Protobuf valueInfo(String value, long... shape) {
        Protobuf dimensions = new Protobuf();
        for (long dimension : shape) {
            Protobuf written = new Protobuf();
            dimensions.message(1, dimension == BATCH ? written.text(2, "batch") : written.number(1, dimension));
        }
        Protobuf tensor = new Protobuf().number(1, FLOAT).message(2, dimensions);
        return new Protobuf().text(1, value).message(2, new Protobuf().message(1, tensor));
    }

    private static byte[] concatenated(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    /** A setting of an operation, with its type. */
    record Attribute(Protobuf body) {

        private static final int TYPE_INT = 2;
        private static final int TYPE_STRING = 3;
        private static final int TYPE_INTS = 7;

        static Attribute number(String name, long value) {
            return new Attribute(new Protobuf().text(1, name).number(3, value).number(20, TYPE_INT));
        }

        static Attribute text(String name, String value) {
            return new Attribute(new Protobuf().text(1, name).text(4, value).number(20, TYPE_STRING));
        }

        static Attribute numbers(String name, long... values) {
            Protobuf body = new Protobuf().text(1, name);
            for (long value : values) {
                body.number(8, value);
            }
            return new Attribute(body.number(20, TYPE_INTS));
        }
    }
}
