package org.vouch.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a camera would see of somebody who does as they are asked, out of one photo. The pictures are made by a process of
 * its own, begun at the first of them: it needs a face engine, and the platform that the story runs on should not carry
 * it. It ends when this is closed or this process ends, however that happens.
 */
public final class Camera implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path log;
    private final @Nullable Witness witness;
    private volatile @Nullable Process process;
    private volatile boolean closed;

    /** A picture for one step. */
    record Shot(int step, byte[] jpeg) {}

    /**
     * @param log takes what the process says
     * @param witness is told of every picture, if there is one
     */
    public Camera(Path log, @Nullable Witness witness) {
        this.log = log;
        this.witness = witness;
    }

    /** Pictures for every step of the challenge, in order. */
    synchronized List<Shot> take(String photo, JsonNode challenge) {
        try {
            Process running = running();
            BufferedWriter to = running.outputWriter(StandardCharsets.UTF_8);
            boolean faces = witness != null && witness.wantsFaces(photo);
            to.write(JSON.createObjectNode()
                    .put("photo", photo)
                    .put("faces", faces)
                    .set("challenge", challenge)
                    .toString());
            to.newLine();
            to.flush();
            BufferedReader from = running.inputReader(StandardCharsets.UTF_8);
            String answer = from.readLine();
            if (answer == null) {
                throw new StoryBroken("the camera has ended; see " + log);
            }
            return shots(JSON.readTree(answer));
        } catch (IOException e) {
            throw new UncheckedIOException("the camera has ended; see " + log, e);
        }
    }

    private List<Shot> shots(JsonNode answer) throws IOException {
        if (answer.has("error")) {
            throw new StoryBroken("the camera: " + answer.path("error").asText());
        }
        List<Shot> shots = new ArrayList<>();
        for (JsonNode shot : answer.path("pictures")) {
            shots.add(new Shot(shot.path("step").asInt(), shot.path("picture").binaryValue()));
        }
        if (witness != null) {
            shots.forEach(shot -> witness.saw(shot.jpeg()));
            for (JsonNode face : answer.path("faces")) {
                FloatBuffer numbers = ByteBuffer.wrap(face.binaryValue()).asFloatBuffer();
                float[] values = new float[numbers.remaining()];
                numbers.get(values);
                witness.sawFace(values);
            }
        }
        return shots;
    }

    private Process running() throws IOException {
        if (closed) {
            throw new StoryBroken("the camera is off");
        }
        Process current = process;
        if (current == null) {
            ProcessBuilder program = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-Xmx256m",
                            "-Djava.awt.headless=true",
                            CameraProgram.class.getName(),
                            // For whoever looks through the processes of this machine; the program ignores it.
                            log.toString())
                    .redirectError(log.toFile());
            // Not as an argument: ONNX Runtime 1.29 crashes where the command line has more than 4096 characters.
            program.environment().put("CLASSPATH", System.getProperty("java.class.path"));
            current = program.start();
            process = current;
            if (closed) {
                current.destroyForcibly();
            }
        }
        return current;
    }

    /** Returns when the process has ended. */
    @Override
    public void close() {
        closed = true;
        Process current = process;
        if (current != null) {
            current.destroyForcibly().onExit().join();
        }
    }
}
