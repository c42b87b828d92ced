package org.vouch.identity.face;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.vouch.identity.face.RecogniserProfile.ChannelOrder;
import org.vouch.identity.face.RecogniserProfile.Layout;

/**
 * Everything that differs between networks that tell a face before the camera from a picture of one (passive detection of
 * presentation attacks, ISO/IEC 30107-1), so that one is two files and not a change of code. None comes with the project.
 * Nothing has a default: a profile that lacks a field or has one that is not known does not load.
 *
 * @param id of the model
 * @param file ONNX network, by its absolute path
 * @param sha256 of the file in hexadecimal, which must fit
 * @param inputSide of the square that the network sees, in pixels
 * @param room side of that square in the photo, over that of the face's box, about whose middle it lies upright: such
 *     networks look at what surrounds a face as well
 * @param channelOrder of the three numbers of a pixel
 * @param layout of the input tensor
 * @param mean of each channel in the order of the tensor, taken off a value of 0..255
 * @param scale each difference is multiplied by
 * @param outputs how many numbers the network gives for a face
 * @param live which of them grows with how live the face is, from 0
 * @param softmax whether the numbers become parts of 1 first: {@code exp(x)} over the sum of all
 * @param threshold the smallest score, on average over a session's frames, that is taken for a live face
 */
public record AttackProfile(
        String id,
        String file,
        String sha256,
        int inputSide,
        double room,
        ChannelOrder channelOrder,
        Layout layout,
        List<Float> mean,
        float scale,
        int outputs,
        int live,
        boolean softmax,
        double threshold)
        implements PixelFormat {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    public AttackProfile {
        mean = List.copyOf(mean);
        require(!id.isBlank(), "an id");
        require(Path.of(file).isAbsolute(), "its network by an absolute path");
        require(inputSide >= 32 && inputSide <= 1024, "inputSide 32..1024");
        require(room >= 1 && room <= 8, "room 1..8");
        require(mean.size() == 3, "a mean for each of three channels");
        require(Float.isFinite(scale) && scale != 0, "a scale");
        require(
                outputs >= 1 && outputs <= 1000 && live >= 0 && live < outputs,
                "one of its outputs to be the live one");
        require(!softmax || outputs > 1, "more than one output to be parts of 1");
        require(Double.isFinite(threshold), "a threshold");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("a profile of attacks needs " + what);
        }
    }

    public static AttackProfile of(Path file) {
        try {
            return JSON.readValue(file.toFile(), AttackProfile.class);
        } catch (IOException e) {
            throw new IllegalArgumentException("the profile of attacks " + file + " cannot be read", e);
        }
    }
}
