package org.vouch.local.scan;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeapDumpsTest {

    @Test
    void showWhatLivesOnAHeapAndLeaveNothing(@TempDir Path parent) throws IOException {
        String text = UUID.randomUUID().toString();
        String name = "名字" + text;
        byte[] bytes = ("bytes " + text).getBytes(UTF_8);
        float[] numbers = {.25f, text.hashCode(), -3.5f, 1e-7f};
        Path folder = parent.resolve("dumps");
        List<String> found = new ArrayList<>();
        try (HeapDumps dumps = new HeapDumps(folder)) {
            Path file = dumps.take("this", ProcessHandle.current().pid());
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
            // What is looked for is written down only now: the dump holds none of it but the things themselves.
            ByteBuffer floats = ByteBuffer.allocate(4 * Float.BYTES);
            floats.asFloatBuffer().put(numbers);
            Search search = new Search(List.of(
                    new Needle("text", name.getBytes(UTF_16LE)),
                    new Needle("bytes", bytes.clone()),
                    new Needle("numbers", floats.array()),
                    new Needle("nothing", UUID.randomUUID().toString().getBytes(UTF_8))));
            try (Search.Pass pass = search.pass(needle -> found.add(needle.kind()))) {
                Files.copy(file, pass);
            }
        }

        assertThat(found).contains("text", "bytes", "numbers").doesNotContain("nothing");
        assertThat(folder).doesNotExist();
        assertThat(name.length() + bytes.length + numbers.length).isPositive();
    }
}
