package org.vouch.identity.face;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that differs between face recognisers, so that another one is a file and not a change of code. Nothing has
 * a default: a profile that lacks a field or has one that is not known does not load.
 *
 * @param id of the model, kept in each of its templates
 * @param version changes whenever the same photo would give other numbers: weights, alignment, input, how they are joined
 * @param networks what each makes of a face stands in the template one after the other
 * @param normalise whether the numbers of each network are brought to length 1 before they are weighed, and the template
 *     after; several networks are always
 * @param metric that the threshold is in
 * @param threshold the largest distance at which two templates are one person's
 */
public record RecogniserProfile(
        String id, String version, List<Network> networks, boolean normalise, Metric metric, double threshold) {

    /**
     * dlib's ResNet and MobileFace side by side, as the npm packages have them; who looks alike to one often does not to the
     * other. How often it is wrong is in {@code deploy/bench/README.md}, measured on Labeled Faces in the Wild.
     */
    public static final String BUILT_IN = "dlib-mobileface.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    public RecogniserProfile {
        networks = List.copyOf(networks);
        require(!id.isBlank() && !version.isBlank(), "id and version");
        require(!networks.isEmpty(), "a network");
        require(normalise || networks.size() == 1, "templates of length 1 for several networks");
        require(normalise || metric != Metric.CHORD, "templates of length 1 for this metric");
        require(threshold > 0 && threshold < Double.POSITIVE_INFINITY, "a positive threshold");
    }

    /** How many numbers a template has. */
    public int dimensions() {
        return networks.stream().mapToInt(Network::dimensions).sum();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("a recogniser profile needs " + what);
        }
    }

    /** Reads a profile: {@link #BUILT_IN}, or another one of this package, by its name, or a file by its absolute path. */
    public static RecogniserProfile named(String name) {
        Path file = Path.of(name);
        try (InputStream json =
                file.isAbsolute() ? Files.newInputStream(file) : RecogniserProfile.class.getResourceAsStream(name)) {
            if (json == null) {
                throw new IllegalArgumentException("no recogniser profile named " + name);
            }
            return read(json);
        } catch (IOException e) {
            throw new IllegalArgumentException("recogniser profile " + name + " cannot be read", e);
        }
    }

    static RecogniserProfile read(InputStream json) throws IOException {
        return JSON.readValue(json, RecogniserProfile.class);
    }

    /**
     * A network that turns a face into numbers, and how it wants the face.
     *
     * @param file ONNX network: a name beside the built-in networks, or an absolute path
     * @param sha256 of the file in hexadecimal, which must fit; empty only for a built-in network, whose digest is packed
     *     with it
     * @param inputSide of the square chip, in pixels
     * @param margin around the landmark template, as a part of the template's side, on each side
     * @param landmarks what the face is aligned by, at least two
     * @param channelOrder of the three numbers of a pixel
     * @param layout of the input tensor
     * @param mean of each channel in the order of the tensor, taken off a value of 0..255
     * @param scale each difference is multiplied by
     * @param dimensions how many numbers it makes of a face
     * @param weight its numbers are multiplied by
     */
    public record Network(
            String file,
            String sha256,
            int inputSide,
            double margin,
            List<Landmark> landmarks,
            ChannelOrder channelOrder,
            Layout layout,
            List<Float> mean,
            float scale,
            int dimensions,
            float weight)
            implements PixelFormat {

        public Network {
            landmarks = List.copyOf(landmarks);
            mean = List.copyOf(mean);
            require(!file.isBlank(), "a file");
            require(inputSide >= 32 && inputSide <= 1024, "inputSide 32..1024");
            require(margin >= 0 && margin <= 2, "margin 0..2");
            require(landmarks.size() >= 2, "two landmarks");
            require(mean.size() == 3, "a mean for each of three channels");
            require(Float.isFinite(scale) && scale != 0, "a scale");
            require(dimensions >= 1 && dimensions <= 4096, "dimensions 1..4096");
            require(weight > 0 && Float.isFinite(weight), "a positive weight");
        }
    }

    /**
     * One point of the alignment.
     *
     * @param mesh points of the 468-point face mesh whose mean it is
     * @param x where it lies in the template without margin, as a part of its side, from the left
     * @param y likewise, from the top
     */
    public record Landmark(List<Integer> mesh, double x, double y) {
        public Landmark {
            mesh = List.copyOf(mesh);
            if (mesh.isEmpty() || mesh.stream().anyMatch(point -> point < 0 || point >= 468)) {
                throw new IllegalArgumentException("a landmark needs points of the 468-point mesh");
            }
        }
    }

    /** Order of the channels. */
    public enum ChannelOrder {
        RGB,
        BGR
    }

    /** Order of the axes: batch, rows, columns, channels or batch, channels, rows, columns. */
    public enum Layout {
        NHWC,
        NCHW
    }
}
