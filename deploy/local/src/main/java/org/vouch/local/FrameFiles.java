package org.vouch.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.RecogniserProfile;
import org.vouch.identity.face.challenge.Challenge;
import org.vouch.identity.face.onnx.OnnxFaceEngine;
import org.vouch.identity.face.picture.DecodedPicture.Decoded;
import org.vouch.identity.face.picture.PictureDecoder;
import org.vouch.puppet.Sitter;
import org.vouch.puppet.Sitter.Shot;

/**
 * {@code deploy/run frames}: the pictures that answer a challenge, as {@code step-<n>-<k>.jpg}, out of one photo, for
 * trying the API without a camera. They are new at every call and good for one session: the service takes no picture in
 * two. What such files an earlier call left in the folder is deleted.
 */
final class FrameFiles {

    private static final String USAGE = "deploy/run frames --photo P --challenge '<the challenge array>' --out DIR";
    private static final Set<String> NAMES = Set.of("--photo", "--challenge", "--out");
    private static final RecogniserProfile PROFILE = RecogniserProfile.named(RecogniserProfile.BUILT_IN);
    private static final Pattern FRAME = Pattern.compile("step-[0-9]+-[0-9]+[.]jpg");
    private static final ObjectMapper JSON = new ObjectMapper();

    private FrameFiles() {}

    /**
     * Writes the frames and returns their files.
     *
     * @param warn is told when the service will refuse them
     */
    static List<Path> write(List<String> arguments, Random random, Consumer<String> warn) {
        Map<String, String> given = named(arguments);
        byte[] photo = photo(Path.of(need(given, "--photo")));
        Path folder = Path.of(need(given, "--out"));
        Challenge challenge = challenge(need(given, "--challenge"));
        try (OnnxFaceEngine engine = new OnnxFaceEngine(PROFILE)) {
            Optional<Sitter> sitter = Sitter.of(photo, engine, MatchPolicy.of(PROFILE), random);
            if (sitter.isEmpty()) {
                warn.accept("There is no face in this photo: every step gets the photo as it is.");
            }
            List<Shot> shots = sitter.map(one -> one.answer(challenge)).orElseGet(() -> always(photo, challenge));
            if (sitter.isPresent() && !sitter.get().convinces(challenge, shots)) {
                warn.accept("This photo cannot answer this challenge: the service will refuse these pictures.");
            }
            return written(shots, folder);
        }
    }

    private static List<Shot> always(byte[] photo, Challenge challenge) {
        return challenge.steps().stream().map(step -> new Shot(step, photo)).toList();
    }

    private static List<Path> written(List<Shot> shots, Path folder) {
        List<Path> files = new ArrayList<>();
        Map<Integer, Integer> taken = new HashMap<>();
        try {
            Files.createDirectories(folder);
            deleteFormer(folder);
            for (Shot shot : shots) {
                int step = shot.step().step();
                int number = taken.merge(step, 1, Integer::sum) - 1;
                files.add(Files.write(folder.resolve("step-" + step + "-" + number + ".jpg"), shot.picture()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write frames to " + folder, e);
        }
        return files;
    }

    /** What an earlier challenge left would be sent with the rest. */
    private static void deleteFormer(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FrameFiles::isFrame)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private static boolean isFrame(Path file) {
        return FRAME.matcher(file.getFileName().toString()).matches() && Files.isRegularFile(file);
    }

    private static byte[] photo(Path photo) {
        try {
            byte[] picture = Files.readAllBytes(photo);
            if (PictureDecoder.decode(picture) instanceof Decoded decoded) {
                decoded.picture().close();
                return picture;
            }
            throw new IllegalArgumentException(photo + " is not a JPEG or PNG picture.");
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("There is no photo " + photo + ".", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + photo, e);
        }
    }

    private static Challenge challenge(String text) {
        try {
            return Challenges.read(JSON.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The challenge is not JSON. " + USAGE, e);
        }
    }

    private static Map<String, String> named(List<String> arguments) {
        Map<String, String> given = new HashMap<>();
        for (int index = 0; index < arguments.size(); index += 2) {
            String name = arguments.get(index);
            if (!NAMES.contains(name) || index + 1 == arguments.size()) {
                throw new IllegalArgumentException(
                        (NAMES.contains(name) ? name + " is empty. " : "Unknown: " + name + ". ") + USAGE);
            }
            given.put(name, arguments.get(index + 1));
        }
        return given;
    }

    private static String need(Map<String, String> given, String name) {
        String value = given.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing. " + USAGE);
        }
        return value;
    }
}
