package org.vouch.identity.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.identity.models.OnnxGraph.Attribute.numbers;
import static org.vouch.identity.models.OnnxGraph.Attribute.text;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnnxGraphTest {

    @Test
    void computesWhatTheGraphSays() throws OrtException {
        OnnxGraph graph = new OnnxGraph("tiny");
        String x = graph.input("x", OnnxGraph.BATCH, 1, 3, 3);
        String ones = graph.constant("ones", new Tensor(new int[] {1, 1, 2, 2}, new float[] {1, 1, 1, 1}));
        String bias = graph.constant("bias", new Tensor(new int[] {1}, new float[] {-20}));
        graph.node("Conv", "sums", List.of(x, ones, bias), numbers("strides", 1, 1), text("auto_pad", "VALID"));
        graph.node("Relu", "positive", List.of("sums"));
        graph.node("Reshape", "y", List.of("positive", graph.constant("shape", -1, 4)));
        graph.output("y", OnnxGraph.BATCH, 4);

        float[] y = run(graph.toBytes(), new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, 1, 1, 3, 3);

        // Sums of the four 2 × 2 squares are 12, 16, 24, 28; less 20, not under 0.
        assertThat(y).containsExactly(0, 0, 4, 8);
    }

    @Test
    void writesTheFieldsOfTheProtobufSpecification() {
        Protobuf message = new Protobuf().number(1, 150).text(2, "testing").decimal(3, 1f);

        // 08 96 01 and 12 07 "testing" are the examples of the encoding guide of protobuf.
        assertThat(HexFormat.of().formatHex(message.toBytes()))
                .isEqualTo("089601" + "120774657374696e67" + "1d0000803f");
    }

    @Test
    void givesTheSameBytesForTheSameCalls() {
        assertThat(tiny()).isEqualTo(tiny());
    }

    private static byte[] tiny() {
        OnnxGraph graph = new OnnxGraph("tiny");
        graph.input("x", 1, 2);
        graph.node("Relu", "y", List.of("x"));
        graph.output("y", 1, 2);
        return graph.toBytes();
    }

    static float[] run(byte[] onnx, float[] input, long... shape) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(onnx);
                OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), shape);
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), tensor))) {
            FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] copy = new float[values.remaining()];
            values.get(copy);
            return copy;
        }
    }
}
