package org.vouch.identity.face.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.vouch.identity.face.FaceReading;
import org.vouch.identity.face.FaceReading.Usable;
import org.vouch.identity.face.FaceTemplate;
import org.vouch.identity.face.MatchDecision.Accepted;
import org.vouch.identity.face.MatchDecision.Rejected;
import org.vouch.identity.face.MatchPolicy;
import org.vouch.identity.face.RecogniserProfile;

/** The people of the local civil registry can each be told from all others by this engine. */
class DemoPeopleTest {

    private static final Path PEOPLE =
            Path.of("../../deploy/local/src/main/resources/org/vouch/local/registry/people.json");
    private static final RecogniserProfile PROFILE = RecogniserProfile.named(RecogniserProfile.BUILT_IN);
    private static final MatchPolicy POLICY = MatchPolicy.of(PROFILE);
    private static final OnnxFaceEngine ENGINE = new OnnxFaceEngine(PROFILE);
    /** Well over the threshold: the story must not hang on a hair. */
    private static final double APART = .42;

    @AfterAll
    static void release() {
        ENGINE.close();
    }

    @Test
    void matchTheirOwnCaptureAndNobodyElses() throws IOException {
        List<Person> people = people();

        assertThat(people).hasSizeGreaterThanOrEqualTo(8);
        for (int i = 0; i < people.size(); i++) {
            for (int j = 0; j < people.size(); j++) {
                assertThat(POLICY.decide(people.get(i).portrait(), people.get(j).capture()))
                        .as("portrait %s against capture %s", i, j)
                        .isInstanceOf(i == j ? Accepted.class : Rejected.class);
                if (i != j) {
                    assertThat(people.get(i).portrait().distance(people.get(j).portrait()))
                            .as("portraits %s and %s", i, j)
                            .isGreaterThan(APART);
                }
            }
        }
    }

    private static List<Person> people() throws IOException {
        List<Person> people = new ArrayList<>();
        for (JsonNode person : new ObjectMapper().readTree(PEOPLE.toFile())) {
            String photo = person.path("photo").asText();
            assertThat(sha256(Photos.demoFile(photo)))
                    .isEqualTo(person.path("sha256").asText());
            BufferedImage portrait = crop(photo, person.path("portrait"));
            JsonNode other = person.path("capture");
            BufferedImage capture = other.isNull()
                    ? Photos.retaken(portrait)
                    : crop(other.path("photo").asText(), other);
            people.add(new Person(
                    usable(Photos.portraitJpeg(portrait), "portrait of " + person),
                    usable(Photos.captureJpeg(capture), "capture of " + person)));
        }
        return people;
    }

    private static BufferedImage crop(String photo, JsonNode box) {
        return Photos.crop(
                Photos.demo(photo),
                box.path("x").asInt(),
                box.path("y").asInt(),
                box.path("side").asInt());
    }

    private static FaceTemplate usable(byte[] file, String what) {
        FaceReading reading = ENGINE.read(file);
        assertThat(reading).as(what).isInstanceOf(Usable.class);
        return ((Usable) reading).template();
    }

    private static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Person(FaceTemplate portrait, FaceTemplate capture) {}
}
