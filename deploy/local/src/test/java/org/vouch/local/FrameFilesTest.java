package org.vouch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameFilesTest {

    @Test
    void aNeutralStepIsAnsweredByThePhotoItself(@TempDir Path folder) throws Exception {
        Path photo = Files.write(folder.resolve("photo.jpg"), new byte[] {1, 2, 3});

        List<Path> frames = FrameFiles.write(arguments(photo, "[{\"step\":0,\"action\":\"neutral\"}]", folder));

        assertThat(frames).containsExactly(folder.resolve("out/step-0-0.jpg"));
        assertThat(frames.get(0)).hasBinaryContent(new byte[] {1, 2, 3});
    }

    @Test
    void whatAPhotoCannotShowIsSaid(@TempDir Path folder) {
        assertThatThrownBy(() -> FrameFiles.write(
                        arguments(folder.resolve("p.jpg"), "[{\"step\":0,\"action\":\"blink\"}]", folder)))
                .hasMessageContaining("blink");
        assertThatThrownBy(() -> FrameFiles.write(List.of())).hasMessageContaining("--photo is missing");
    }

    private static List<String> arguments(Path photo, String challenge, Path folder) {
        return List.of(
                "--photo",
                photo.toString(),
                "--challenge",
                challenge,
                "--out",
                folder.resolve("out").toString());
    }
}
