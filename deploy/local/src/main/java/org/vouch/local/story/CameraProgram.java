package org.vouch.local.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.RecogniserProfile;
import org.vouch.identity.face.challenge.Challenge;
import org.vouch.identity.face.challenge.ChallengePolicy;
import org.vouch.identity.face.challenge.ChallengePolicy.Decision;
import org.vouch.identity.face.challenge.ChallengePolicy.Frame;
import org.vouch.identity.face.onnx.OnnxFaceEngine;
import org.vouch.local.Challenges;
import org.vouch.puppet.Sitter;
import org.vouch.puppet.Sitter.Shot;

/**
 * The process behind {@link Camera}: a request a line on standard input, an answer a line on standard output, until the
 * input ends.
 */
public final class CameraProgram {

    private static final RecogniserProfile PROFILE = RecogniserProfile.named(RecogniserProfile.BUILT_IN);
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
        ObjectNode answer = JSON.createObjectNode();
        try {
            Challenge challenge = Challenges.read(asked.path("challenge"));
            List<Shot> shots = sitters.computeIfAbsent(asked.path("photo").asText(), this::seat)
                    .answer(challenge);
            ArrayNode pictures = answer.putArray("pictures");
            shots.forEach(
                    shot -> pictures.addObject().put("step", shot.step().step()).put("picture", shot.picture()));
            if (asked.path("faces").asBoolean()) {
                ArrayNode faces = answer.putArray("faces");
                faces(challenge, shots).forEach(faces::add);
            }
            return answer.toString();
        } catch (IllegalArgumentException e) {
            return JSON.createObjectNode().put("error", e.getMessage()).toString();
        }
    }

    /** What the service makes of these pictures, as 32-bit numbers, big-endian: a face of each, and the one that it keeps. */
    private List<byte[]> faces(Challenge challenge, List<Shot> shots) {
        List<Frame> frames = shots.stream()
                .map(shot -> new Frame(shot.step().step(), engine.read(shot.picture())))
                .toList();
        List<byte[]> faces = new ArrayList<>();
        frames.forEach(frame -> {
            if (frame.reading() instanceof FaceReading.Usable usable) {
                faces.add(numbers(usable.template()));
            }
        });
        if (new ChallengePolicy(MatchPolicy.of(PROFILE)).judge(challenge, frames) instanceof Decision.Usable usable) {
            faces.add(numbers(usable.face()));
        }
        return faces;
    }

    private static byte[] numbers(FaceTemplate face) {
        byte[] bytes = face.toBytes();
        return Arrays.copyOfRange(bytes, bytes.length - PROFILE.dimensions() * Float.BYTES, bytes.length);
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
