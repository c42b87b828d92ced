package org.vouch.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExclusiveTest {

    @Test
    void isHadByOneAndFreeAgainAfterwards(@TempDir Path folder) {
        Path file = folder.resolve("launcher.lock");
        try (Exclusive first = Exclusive.take(file)) {
            assertThat(first).isNotNull();
            assertThat(Exclusive.take(file)).isNull();
        }
        try (Exclusive next = Exclusive.take(file)) {
            assertThat(next).isNotNull();
        }
    }
}
