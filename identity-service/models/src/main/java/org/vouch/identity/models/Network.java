package org.vouch.identity.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The five networks, each with the only weights it is built from: other bytes end the build. */
enum Network {
    /** Turns an aligned face into 128 numbers. */
    FACE_RECOGNITION_MODEL(
            "@vladmandic/face-api/model", "b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589") {
        @Override
        byte[] toOnnx(Path packages) throws IOException {
            Path folder = packages.resolve(this.folder);
            JsonNode manifest = json(folder.resolve(id() + "-weights_manifest.json"));
            return DlibResNet.toOnnx(Weights.read(manifest, folder));
        }
    },
    /**
     * Turns an aligned face into 256 numbers: MobileFace (becauseofAI, MIT), of the last release of the package that had it.
     */
    MOBILEFACE("human-1/models", "403b53d95120c93c8417951b05d816197aa1794372b47e7629801156c701be5c"),
    /** Finds faces in a picture. */
    BLAZEFACE("@vladmandic/human/models", "dc9a97fdc50bc43216554bdd69aa3e7b9361a519ee7bdd996a2f69a98a6f9b72"),
    /** Finds 468 points of a face. */
    FACEMESH("@vladmandic/human/models", "3826da640b0a3021161605369ee6af293f75d518040355b960ec71a3390c1c0b"),
    /** Finds the lids and the iris of an eye. */
    IRIS("@vladmandic/human/models", "d7f296d184274213d4642681ae186112cbbec77fd2ab066257d3c56a1940bc71");

    final String folder;
    private final String sha256;

    Network(String folder, String sha256) {
        this.folder = folder;
        this.sha256 = sha256;
    }

    /** The file name without its ending, of the weights and of the network built from them. */
    String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Refuses weights whose SHA-256 is not the pinned one. */
    void verify(Path packages) throws IOException {
        Path weights = packages.resolve(folder).resolve(id() + ".bin");
        String found = Sha256.of(Files.readAllBytes(weights));
        if (!found.equals(sha256)) {
            throw new IOException("The weights " + folder + "/" + id() + ".bin are not the ones this project trusts:"
                    + " SHA-256 is " + found + ", expected " + sha256);
        }
    }

    byte[] toOnnx(Path packages) throws IOException {
        Path weights = packages.resolve(folder);
        JsonNode model = json(weights.resolve(id() + ".json"));
        return TfjsGraph.toOnnx(id(), model, Weights.read(model.path("weightsManifest"), weights));
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }
}
