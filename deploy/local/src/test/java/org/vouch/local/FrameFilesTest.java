package org.vouch.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameFilesTest {

    private static final byte[] PICTURE = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3};

    @Test
    void aNeutralStepIsAnsweredByThePhotoItself(@TempDir Path folder) throws Exception {
        Path photo = Files.write(folder.resolve("photo.jpg"), PICTURE);

        List<Path> frames = FrameFiles.write(arguments(photo, "[{\"step\":0,\"action\":\"neutral\"}]", folder));

        assertThat(frames).containsExactly(folder.resolve("out/step-0-0.jpg"));
        assertThat(frames.get(0)).hasBinaryContent(PICTURE);
    }

    @Test
    void whatAPhotoCannotShowIsSaid(@TempDir Path folder) throws Exception {
        Path photo = Files.write(folder.resolve("p.jpg"), PICTURE);
        assertThatThrownBy(() -> FrameFiles.write(arguments(photo, "[{\"step\":0,\"action\":\"blink\"}]", folder)))
                .hasMessageContaining("blink");
        assertThatThrownBy(() -> FrameFiles.write(List.of())).hasMessageContaining("--photo is missing");
    }

    @Test
    void whatIsNoPictureIsRefused(@TempDir Path folder) throws Exception {
        Path png = Files.write(folder.resolve("p.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});

        assertThatThrownBy(() -> FrameFiles.write(arguments(png, "[{\"step\":0,\"action\":\"neutral\"}]", folder)))
                .hasMessageContaining("not a JPEG");
        assertThatThrownBy(() -> FrameFiles.write(arguments(folder.resolve("none.jpg"), "[]", folder)))
                .hasMessageContaining("There is no photo");
    }

    @Test
    void whatWasNotAskedForInFullIsRefused() {
        assertThatThrownBy(() -> FrameFiles.write(List.of("--foto", "p.jpg"))).hasMessageContaining("Unknown: --foto");
        assertThatThrownBy(() -> FrameFiles.write(List.of("--photo"))).hasMessageContaining("--photo is empty");
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
