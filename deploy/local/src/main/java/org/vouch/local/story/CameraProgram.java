package org.vouch.local.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.RecogniserProfile;
import org.vouch.identity.face.onnx.OnnxFaceEngine;
import org.vouch.local.Challenges;
import org.vouch.puppet.Sitter;

/**
 * The process behind {@link Camera}: a request a line on standard input, an answer a line on standard output, until the
 * input ends.
 */
public final class CameraProgram {

    private static final RecogniserProfile PROFILE = RecogniserProfile.named(RecogniserProfile.DLIB_RESNET);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random = new Random();
    private final Map<String, Sitter> sitters = new HashMap<>();
    private final OnnxFaceEngine engine;

    private CameraProgram(OnnxFaceEngine engine) {
        this.engine = engine;
    }

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (OnnxFaceEngine engine = new OnnxFaceEngine(PROFILE)) {
            CameraProgram program = new CameraProgram(engine);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(program.answer(line));
            }
        }
    }

    private String answer(String request) throws JsonProcessingException {
        JsonNode asked = JSON.readTree(request);
        ArrayNode pictures = JSON.createArrayNode();
        try {
            sitters.computeIfAbsent(asked.path("photo").asText(), this::seat)
                    .answer(Challenges.read(asked.path("challenge")))
                    .forEach(shot ->
                            pictures.addObject().put("step", shot.step().step()).put("picture", shot.picture()));
            return pictures.toString();
        } catch (IllegalArgumentException e) {
            return JSON.createObjectNode().put("error", e.getMessage()).toString();
        }
    }

    private Sitter seat(String photo) {
        try {
            return Sitter.of(Files.readAllBytes(Path.of(photo)), engine, MatchPolicy.of(PROFILE), random)
                    .orElseThrow(() -> new IllegalArgumentException("there is no face in " + photo));
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + photo, e);
        }
    }
}
