package org.vouch.identity.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small graphs as TensorFlow.js writes them, against results worked by hand. */
class TfjsGraphTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void keepsRowsColumnsChannelsOutsideAndAddsNodesInAnyOrder() throws IOException, OrtException {
        // A 1 × 1 convolution that swaps two channels and adds 10 to the first, then Prelu with slopes 0.5 and 0.25.
        float[] weights = {0, 1, 1, 0, 10, 0, .5f, .25f};
        JsonNode model = model(
                weights,
                """
                {"name": "Identity", "op": "Identity", "input": ["conv"]},
                {"name": "conv", "op": "_FusedConv2D", "input": ["x", "w", "b", "slope"], "attr": {
                  "fused_ops": {"list": {"s": ["Qmlhc0FkZA==", "UHJlbHU="]}}, "padding": {"s": "VkFMSUQ="},
                  "data_format": {"s": "TkhXQw=="}, "strides": {"list": {"i": ["1", "1", "1", "1"]}},
                  "dilations": {"list": {"i": ["1", "1", "1", "1"]}}}},
                {"name": "x", "op": "Placeholder", "attr": {"shape": {"shape": {"dim": [
                  {"size": "1"}, {"size": "1"}, {"size": "2"}, {"size": "2"}]}}}}""",
                """
                {"name": "w", "shape": [1, 1, 2, 2], "dtype": "float32"},
                {"name": "b", "shape": [2], "dtype": "float32"},
                {"name": "slope", "shape": [1, 1, 2], "dtype": "float32"}""");

        float[] y = run(model, new float[] {1, 2, -8, -30}, 1, 1, 2, 2);

        assertThat(y).containsExactly(12, 1, -10, -2);
    }

    @Test
    void padsAtTheEndFirstLikeSamePadding() throws IOException, OrtException {
        // Side 2, window 2, stride 1: SAME adds one row below and one column to the right.
        JsonNode model = model(
                new float[] {1, 1, 1, 1},
                """
                {"name": "Identity", "op": "Identity", "input": ["d"]},
                {"name": "d", "op": "DepthwiseConv2dNative", "input": ["x", "w"], "attr": {
                  "padding": {"s": "U0FNRQ=="}, "data_format": {"s": "TkhXQw=="},
                  "strides": {"list": {"i": ["1", "1", "1", "1"]}},
                  "dilations": {"list": {"i": ["1", "1", "1", "1"]}}}},
                {"name": "x", "op": "Placeholder", "attr": {"shape": {"shape": {"dim": [
                  {"size": "1"}, {"size": "2"}, {"size": "2"}, {"size": "1"}]}}}}""",
                """
                {"name": "w", "shape": [2, 2, 1, 1], "dtype": "float32"}""");

        assertThat(run(model, new float[] {1, 2, 3, 4}, 1, 2, 2, 1)).containsExactly(10, 6, 7, 4);
    }

    @Test
    void takesAConstantAsOneNumberForAllOrOneForEachChannel() throws IOException, OrtException {
        // (x - 1), then max(0, x) + slope * min(0, x) with slopes 2 and 3, a slope of each channel.
        JsonNode model = model(
                new float[] {1, 0, 2, 3},
                """
                {"name": "Identity", "op": "Identity", "input": ["sum"]},
                {"name": "sum", "op": "AddV2", "input": ["above", "sloped"]},
                {"name": "sloped", "op": "Mul", "input": ["slope", "below"]},
                {"name": "below", "op": "Minimum", "input": ["zero", "less"]},
                {"name": "above", "op": "Maximum", "input": ["zero", "less"]},
                {"name": "less", "op": "Sub", "input": ["x", "one"]},
                {"name": "x", "op": "Placeholder", "attr": {"shape": {"shape": {"dim": [
                  {"size": "1"}, {"size": "1"}, {"size": "2"}, {"size": "2"}]}}}}""",
                """
                {"name": "one", "shape": [1], "dtype": "float32"},
                {"name": "zero", "shape": [], "dtype": "float32"},
                {"name": "slope", "shape": [2], "dtype": "float32"}""");

        assertThat(run(model, new float[] {3, 4, 0, -1}, 1, 1, 2, 2)).containsExactly(2, 3, -2, -6);
    }

    @Test
    void multipliesFlattenedRowsByAMatrix() throws IOException, OrtException {
        JsonNode model = model(
                new float[] {1, 10, 100, 1000, 1, 4, 5, 0},
                """
                {"name": "Identity", "op": "AddV2", "input": ["product", "each"]},
                {"name": "product", "op": "MatMul", "input": ["flat", "matrix"], "attr": {
                  "transpose_a": {"b": false}, "transpose_b": {"b": false}}},
                {"name": "flat", "op": "Reshape", "input": ["x", "shape"]},
                {"name": "x", "op": "Placeholder", "attr": {"shape": {"shape": {"dim": [
                  {"size": "1"}, {"size": "1"}, {"size": "2"}, {"size": "2"}]}}}}""",
                """
                {"name": "matrix", "shape": [4, 1], "dtype": "float32"},
                {"name": "shape", "shape": [2], "dtype": "float32"},
                {"name": "each", "shape": [2], "dtype": "float32"}""");

        // Row by row, and in a row pixel by pixel: 1 × 1 + 2 × 10 + 3 × 100 + 4 × 1000, and 5 and 0 more.
        assertThat(run(model, new float[] {1, 2, 3, 4}, 1, 1, 2, 2)).containsExactly(4326, 4321);
    }

    @Test
    void refusesAnOperationThatItDoesNotKnow() throws IOException {
        JsonNode model =
                model(new float[0], """
                {"name": "Identity", "op": "Softplus", "input": []}""", "");

        assertThatThrownBy(() -> onnx(model)).isInstanceOf(IOException.class).hasMessageContaining("Softplus");
    }

    private JsonNode model(float[] weights, String nodes, String entries) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(weights.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(weights);
        Files.write(folder.resolve("w.bin"), bytes.array());
        return new ObjectMapper()
                .readTree(
                        """
                {"signature": {"outputs": {"y": {"name": "Identity:0", "tensorShape": {"dim": [
                   {"size": "1"}, {"size": "-1"}, {"size": "2"}, {"size": "-1"}]}}}},
                 "modelTopology": {"node": [%s]},
                 "weightsManifest": [{"paths": ["w.bin"], "weights": [%s]}]}"""
                                .formatted(nodes, entries));
    }

    private byte[] onnx(JsonNode model) throws IOException {
        return TfjsGraph.toOnnx("tiny", model, Weights.read(model.path("weightsManifest"), folder));
    }

    private float[] run(JsonNode model, float[] input, long... shape) throws IOException, OrtException {
        return OnnxGraphTest.run(onnx(model), input, shape);
    }
}
