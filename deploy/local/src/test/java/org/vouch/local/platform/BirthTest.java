package org.vouch.local.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class BirthTest {

    /** Made up, with a name that holds what separates the fields. */
    private static final String STAT =
            "4711 (a ) (b) S 1 4711 4711 0 -1 4194560 100 0 0 0 5 6 0 0 20 0 1 0 987654" + " 5 6 18446744073709551615";

    @Test
    void theStartIsTheTwentySecondField() {
        assertThat(Birth.ticks(STAT)).isEqualTo("987654");
    }

    @Test
    void onLinuxItHasNoClockInIt() throws Exception {
        Path boot = Path.of("/proc/sys/kernel/random/boot_id");
        assumeTrue(Files.exists(boot));
        String stat = Files.readString(Path.of("/proc/self/stat"));

        assertThat(Birth.of(ProcessHandle.current()))
                .isEqualTo(Files.readString(boot).strip() + " " + Birth.ticks(stat));
    }
}
