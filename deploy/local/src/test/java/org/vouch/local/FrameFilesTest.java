package org.vouch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameFilesTest {

    private static final Path PERSON = Path.of("target/people/person-02-capture.jpg");
    private static final String CHALLENGE =
            "[{\"step\":0,\"action\":\"neutral\"},{\"step\":1,\"action\":\"blink\"},{\"step\":2,\"action\":\"turn-left\"}]";

    private final List<String> warnings = new ArrayList<>();
    private final Random random = new Random(1);

    @Test
    void everyStepGetsItsPicturesNewAtEveryCall(@TempDir Path folder) throws IOException {
        List<Path> frames = write(PERSON, CHALLENGE, folder);

        assertThat(frames)
                .containsExactly(
                        folder.resolve("step-0-0.jpg"),
                        folder.resolve("step-1-0.jpg"),
                        folder.resolve("step-1-1.jpg"),
                        folder.resolve("step-2-0.jpg"));
        assertThat(frames)
                .allSatisfy(frame -> assertThat(ImageIO.read(frame.toFile())).isNotNull());
        byte[] before = Files.readAllBytes(frames.get(0));
        assertThat(write(PERSON, CHALLENGE, folder).get(0))
                .satisfies(frame -> assertThat(Files.readAllBytes(frame)).isNotEqualTo(before));
        assertThat(warnings).isEmpty();
    }

    @Test
    void nothingIsLeftOfAnEarlierChallenge(@TempDir Path folder) throws IOException {
        write(PERSON, CHALLENGE, folder);
        Files.writeString(folder.resolve("notes.jpg"), "mine");

        write(PERSON, "[{\"step\":0,\"action\":\"neutral\"}]", folder);

        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(folder.resolve("step-0-0.jpg"), folder.resolve("notes.jpg"));
        }
    }

    /** So that the refusals of the service can be tried too. */
    @Test
    void aPhotoWithoutAFaceIsShownAsItIs(@TempDir Path folder) throws IOException {
        Path nobody = folder.resolve("nobody.png");
        ImageIO.write(new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB), "png", nobody.toFile());

        assertThat(write(nobody, CHALLENGE, folder)).hasSize(3).allSatisfy(frame -> assertThat(frame)
                .hasSameBinaryContentAs(nobody));
        assertThat(warnings).singleElement().asString().contains("no face");
    }

    @Test
    void whatCannotBeAskedIsSaid(@TempDir Path folder) {
        assertThatThrownBy(() -> write(PERSON, "[{\"step\":0,\"action\":\"smile\"}]", folder))
                .hasMessageContaining("Unknown action \"smile\"");
        assertThatThrownBy(() -> write(PERSON, "[{\"step\":1,\"action\":\"neutral\"}]", folder))
                .hasMessageContaining("numbered from 0");
        assertThatThrownBy(() -> write(PERSON, "[{\"step\":0,\"action\":\"blink\"}]", folder))
                .hasMessageContaining("neutral");
        assertThatThrownBy(() -> write(PERSON, "{}", folder)).hasMessageContaining("array of steps");
        assertThatThrownBy(() -> write(PERSON, "neutral", folder)).hasMessageContaining("not JSON");
    }

    @Test
    void whatIsNoPictureIsRefused(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("p.jpg"), "no picture");

        assertThatThrownBy(() -> write(text, CHALLENGE, folder)).hasMessageContaining("not a JPEG or PNG");
        assertThatThrownBy(() -> write(folder.resolve("none.jpg"), CHALLENGE, folder))
                .hasMessageContaining("There is no photo");
    }

    @Test
    void whatWasNotAskedForInFullIsRefused() {
        assertThatThrownBy(() -> write(List.of("--foto", "p.jpg"))).hasMessageContaining("Unknown: --foto");
        assertThatThrownBy(() -> write(List.of("--photo"))).hasMessageContaining("--photo is empty");
        assertThatThrownBy(() -> write(List.of())).hasMessageContaining("--photo is missing");
    }

    private List<Path> write(Path photo, String challenge, Path folder) {
        return write(List.of("--photo", photo.toString(), "--challenge", challenge, "--out", folder.toString()));
    }

    private List<Path> write(List<String> arguments) {
        return FrameFiles.write(arguments, random, warnings::add);
    }
}
