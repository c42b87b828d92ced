package org.vouch.identity.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void readsEachTypeAcrossShards() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0).put((byte) 200).putShort((short) 0x3C00).putShort((short) 0xC000);
        bytes.put((byte) 7)
                .put((byte) 0)
                .put((byte) 0)
                .put((byte) 0)
                .put((byte) 1)
                .put((byte) 255);
        Files.write(folder.resolve("a"), java.util.Arrays.copyOfRange(bytes.array(), 0, 5));
        Files.write(folder.resolve("b"), java.util.Arrays.copyOfRange(bytes.array(), 5, 12));

        Weights weights = read(
                """
                [{"paths": ["a", "b"], "weights": [
                  {"name": "quantised", "shape": [2], "dtype": "float32",
                   "quantization": {"dtype": "uint8", "scale": 0.5, "min": -10}},
                  {"name": "half", "shape": [2], "dtype": "float32", "quantization": {"dtype": "float16"}},
                  {"name": "whole", "shape": [], "dtype": "int32"},
                  {"name": "last", "shape": [1, 2], "dtype": "float32",
                   "quantization": {"dtype": "uint8", "scale": 1, "min": 0}}]}]""");

        assertThat(weights.get("quantised").values()).containsExactly(-10, 90);
        assertThat(weights.get("half").values()).containsExactly(1, -2);
        assertThat(weights.get("whole").integers()).containsExactly(7);
        assertThat(weights.get("last").values()).containsExactly(1, 255);
    }

    @Test
    void refusesBytesThatBelongToNothing() throws IOException {
        Files.write(folder.resolve("a"), new byte[5]);

        assertThatThrownBy(
                        () -> read(
                                """
                [{"paths": ["a"], "weights": [{"name": "x", "shape": [1], "dtype": "float32"}]}]"""))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("1 bytes");
    }

    @Test
    void widensHalfPrecisionExactly() {
        assertThat(Weights.widened((short) 0x3555)).isEqualTo(0.33325195f);
        assertThat(Weights.widened((short) 0x7BFF)).isEqualTo(65504f);
        assertThat(Weights.widened((short) 0x0001)).isEqualTo(0x1p-24f);
        assertThat(Weights.widened((short) 0x8400)).isEqualTo(-0x1p-14f);
        assertThat(Weights.widened((short) 0xFC00)).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(Weights.widened((short) 0x7C01)).isNaN();
    }

    private Weights read(String manifest) throws IOException {
        return Weights.read(new ObjectMapper().readTree(manifest), folder);
    }
}
