package org.vouch.identity.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Leaves the five networks beside this package's classes, each with its SHA-256 in {@code models.properties}, the decoy's
 * portrait, and the licences of the packages they come from. Fails rather than build from weights that are not the pinned ones. Does
 * nothing when the inputs (lock file, this package's classes) are those of the last time and the outputs are whole.
 */
public final class BuildingModels {

    private static final List<String> LICENCES = List.of("@vladmandic/face-api/LICENSE", "@vladmandic/human/LICENSE");

    private final NpmPackages packages;
    private final Path module;
    private final Path stamp;
    private final Path output;

    private BuildingModels(Path module, Path target, Path classes) {
        this.packages = new NpmPackages(module, target.resolve("npm"));
        this.module = module;
        this.stamp = target.resolve("models.inputs");
        this.output = classes.resolve("org/vouch/identity/models");
    }

    /** Takes three folders: of the module, for work files, for compiled classes. */
    public static void main(String[] folders) throws IOException, InterruptedException {
        if (folders.length != 3) {
            throw new IllegalArgumentException("three folders are needed: module, work files, classes");
        }
        new BuildingModels(Path.of(folders[0]), Path.of(folders[1]), Path.of(folders[2])).build();
    }

    private void build() throws IOException, InterruptedException {
        packages.install();
        String inputs = inputs();
        if (Files.exists(stamp) && Files.readString(stamp).equals(inputs) && outputsAreWhole()) {
            return;
        }
        Files.deleteIfExists(stamp);
        for (Network network : Network.values()) {
            network.verify(packages.folder());
        }
        Files.createDirectories(output);
        List<String> digests = new ArrayList<>();
        for (Network network : Network.values()) {
            byte[] onnx = network.toOnnx(packages.folder());
            Files.write(file(network), onnx);
            digests.add(digest(network, onnx));
        }
        for (String licence : LICENCES) {
            Files.copy(
                    packages.folder().resolve(licence),
                    output.resolve(licenceFile(licence)),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        DecoyPortrait.cut(packages.folder(), output.resolve(DecoyPortrait.FILE));
        Files.write(properties(), digests);
        Files.writeString(stamp, inputs);
    }

    private String inputs() throws IOException {
        List<byte[]> inputs = new ArrayList<>();
        inputs.add(Files.readAllBytes(module.resolve("package-lock.json")));
        try (Stream<Path> files = Files.list(output)) {
            files.filter(file -> file.toString().endsWith(".class")).sorted().forEach(file -> {
                try {
                    inputs.add(Files.readAllBytes(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return Sha256.of(inputs.toArray(byte[][]::new));
    }

    private boolean outputsAreWhole() throws IOException {
        if (!Files.exists(properties())) {
            return false;
        }
        List<String> digests = Files.readAllLines(properties());
        for (Network network : Network.values()) {
            if (!Files.exists(file(network)) || !digests.contains(digest(network, Files.readAllBytes(file(network))))) {
                return false;
            }
        }
        return Files.exists(output.resolve(DecoyPortrait.FILE))
                && LICENCES.stream().allMatch(licence -> Files.exists(output.resolve(licenceFile(licence))));
    }

    private Path properties() {
        return output.resolve("models.properties");
    }

    private Path file(Network network) {
        return output.resolve(network.id() + ".onnx");
    }

    private static String digest(Network network, byte[] onnx) {
        return network.id() + ".sha256=" + Sha256.of(onnx);
    }

    private static String licenceFile(String licence) {
        return "LICENSE-" + licence.split("/", -1)[1] + ".txt";
    }
}
