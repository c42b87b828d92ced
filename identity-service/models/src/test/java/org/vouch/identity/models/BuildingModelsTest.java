package org.vouch.identity.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the build has left beside the classes. */
class BuildingModelsTest {

    private static final Path PACKAGES = Path.of("target", "npm", "node_modules");

    @ParameterizedTest
    @EnumSource(Network.class)
    void leavesEachNetworkWithItsDigest(Network network) throws IOException {
        Properties digests = new Properties();
        try (InputStream properties = resource("models.properties");
                InputStream onnx = resource(network.id() + ".onnx")) {
            digests.load(properties);
            assertThat(Sha256.of(onnx.readAllBytes())).isEqualTo(digests.getProperty(network.id() + ".sha256"));
        }
    }

    @Test
    void leavesTheLicencesOfThePackages() throws IOException {
        for (String name : new String[] {"LICENSE-face-api.txt", "LICENSE-human.txt"}) {
            try (InputStream licence = resource(name)) {
                assertThat(new String(licence.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                        .contains("MIT License");
            }
        }
    }

    @Test
    void leavesAPortraitOfNobodyInParticular() throws IOException {
        try (InputStream portrait = resource("decoy-portrait.jpg")) {
            assertThat(ImageIO.read(portrait).getWidth()).isEqualTo(535);
        }
    }

    @Test
    void givesTheSameBytesAgain() throws IOException {
        try (InputStream built = resource("blazeface.onnx")) {
            assertThat(Network.BLAZEFACE.toOnnx(PACKAGES)).isEqualTo(built.readAllBytes());
        }
    }

    @Test
    void describesABatchOfChipsByANumberEach() throws IOException, OrtException {
        byte[] onnx;
        try (InputStream built = resource("face_recognition_model.onnx")) {
            onnx = built.readAllBytes();
        }
        float[] chips = new float[2 * 150 * 150 * 3];
        Arrays.fill(chips, 0, chips.length / 2, 200);

        float[] descriptors = OnnxGraphTest.run(onnx, chips, 2, 150, 150, 3);

        assertThat(descriptors).hasSize(2 * 128).doesNotContain(Float.NaN);
        assertThat(Arrays.copyOf(descriptors, 128)).isNotEqualTo(Arrays.copyOfRange(descriptors, 128, 256));
    }

    @Test
    void refusesWeightsThatAreNotThePinnedOnes(@TempDir Path packages) throws IOException {
        Path weights = packages.resolve("@vladmandic/human/models/iris.bin");
        Files.createDirectories(Objects.requireNonNull(weights.getParent()));
        Files.write(weights, new byte[] {1, 2, 3});

        assertThatThrownBy(() -> Network.IRIS.verify(packages))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("iris.bin")
                .hasMessageContaining(Sha256.of(new byte[] {1, 2, 3}));
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(BuildingModels.class.getResourceAsStream(name), name);
    }
}
