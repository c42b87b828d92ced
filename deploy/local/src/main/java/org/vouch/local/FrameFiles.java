package org.vouch.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * {@code deploy/run frames}: the pictures that answer a challenge, as {@code step-<n>-<k>.jpg}, out of one photo, for
 * trying the API without a camera. So far a neutral look is all that a photo can answer, and all that is asked.
 */
final class FrameFiles {

    private static final String USAGE = "deploy/run frames --photo P --challenge '<the challenge array>' --out DIR";
    private static final Set<String> NAMES = Set.of("--photo", "--challenge", "--out");
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
    private static final ObjectMapper JSON = new ObjectMapper();

    private FrameFiles() {}

    /** Writes the frames and returns their files. */
    static List<Path> write(List<String> arguments) {
        Map<String, String> given = named(arguments);
        Path photo = jpeg(Path.of(need(given, "--photo")));
        Path folder = Path.of(need(given, "--out"));
        JsonNode challenge = challenge(need(given, "--challenge"));
        for (JsonNode step : challenge) {
            String action = step.path("action").asText();
            if (!action.equals("neutral")) {
                throw new IllegalArgumentException("A single photo cannot show \"" + action + "\" yet.");
            }
        }
        try {
            Files.createDirectories(folder);
            for (JsonNode step : challenge) {
                Files.copy(photo, frame(folder, step), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write frames to " + folder, e);
        }
        return StreamSupport.stream(challenge.spliterator(), false)
                .map(step -> frame(folder, step))
                .toList();
    }

    private static Path jpeg(Path photo) {
        byte[] first = new byte[JPEG.length];
        try (InputStream in = Files.newInputStream(photo)) {
            if (in.readNBytes(first, 0, first.length) != first.length || !Arrays.equals(first, JPEG)) {
                throw new IllegalArgumentException(photo + " is not a JPEG picture.");
            }
            return photo;
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("There is no photo " + photo + ".", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + photo, e);
        }
    }

    private static Path frame(Path folder, JsonNode step) {
        return folder.resolve("step-" + step.path("step").asInt() + "-0.jpg");
    }

    private static JsonNode challenge(String text) {
        try {
            JsonNode challenge = JSON.readTree(text);
            if (!challenge.isArray() || challenge.isEmpty()) {
                throw new IllegalArgumentException("A challenge is an array of steps. " + USAGE);
            }
            return challenge;
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
