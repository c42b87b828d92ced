package org.vouch.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    @Test
    void aProcessIsFoundAgainWhileItRunsAndNotAfterwards(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("running.json");
        Process child = new ProcessBuilder("sleep", "60").start();
        Ledger.begin(file).record("sleeper", child.toHandle());

        Ledger.Entry entry = entry(file, "sleeper");
        assertThat(entry.process()).contains(child.toHandle());

        Stopping.end(List.of(child.toHandle()), Duration.ofMinutes(2));
        assertThat(child.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(entry.process()).isEmpty();
    }

    @Test
    void aStrangerWithTheSameIdIsLeftAlone() {
        ProcessHandle self = ProcessHandle.current();

        assertThat(new Ledger.Entry("healthcode-service", self.pid(), "another start").process())
                .isEmpty();
    }

    @Test
    void aRestartedProcessTakesThePlaceOfTheOneBefore(@TempDir Path folder) {
        Path file = folder.resolve("running.json");
        Ledger ledger = Ledger.begin(file);
        ledger.record("audit-service", ProcessHandle.current());
        ledger.record("audit-service", ProcessHandle.current());

        assertThat(Ledger.read(file)).hasSize(2);
        Ledger.erase(file);
        assertThat(Ledger.read(file)).isEmpty();
    }

    private static Ledger.Entry entry(Path file, String name) {
        return Ledger.read(file).stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
