package org.vouch.bench;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vouch.identity.face.picture.Picture;

/**
 * face-api in Node, on WASM: sees the very pixels that our engine decoded, one picture after the other, in a process of its
 * own with one thread.
 */
final class FaceApi implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Process node;
    private final DataOutputStream pictures;
    private final BufferedReader answers;
    private final String version;

    /** What it found, and the milliseconds that finding and describing took. */
    record Answer(double millis, List<Face> faces) {

        Optional<Face> largest() {
            return faces.stream().max(Comparator.comparingDouble(Face::side));
        }
    }

    /** A face: side of its box in pixels, and what it is recognised by. */
    record Face(double side, double[] descriptor) {

        double distance(Face other) {
            double sum = 0;
            for (int i = 0; i < descriptor.length; i++) {
                double difference = descriptor[i] - other.descriptor[i];
                sum += difference * difference;
            }
            return Math.sqrt(sum);
        }

        static Face mean(List<Face> faces) {
            double[] mean = new double[faces.get(0).descriptor().length];
            for (Face face : faces) {
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += face.descriptor()[i] / faces.size();
                }
            }
            return new Face(0, mean);
        }
    }

    /**
     * @param folder with {@code face-api.cjs} and its {@code node_modules}
     * @param detector {@code ssd}, its most exact one, or {@code tiny}, its fastest one
     */
    FaceApi(Path folder, String detector) throws IOException {
        node = new ProcessBuilder(
                        "node", folder.resolve("face-api.cjs").toAbsolutePath().toString(), detector)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        pictures = new DataOutputStream(new java.io.BufferedOutputStream(node.getOutputStream()));
        answers = node.inputReader(StandardCharsets.UTF_8);
        version = line();
    }

    /** Of face-api, TensorFlow.js and what it computes on, as JSON. */
    String version() {
        return version;
    }

    Answer describe(Picture picture) throws IOException {
        pictures.writeInt(picture.width());
        pictures.writeInt(picture.height());
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int colour = picture.colour(x, y);
                pictures.writeByte(colour >> 16);
                pictures.writeByte(colour >> 8);
                pictures.writeByte(colour);
            }
        }
        pictures.flush();
        return JSON.readValue(line(), Answer.class);
    }

    private String line() throws IOException {
        String line = answers.readLine();
        // Its libraries greet on standard output.
        while (line != null && !line.startsWith("{")) {
            line = answers.readLine();
        }
        if (line == null) {
            throw new IOException("face-api has ended");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        pictures.close();
        node.destroy();
    }
}
