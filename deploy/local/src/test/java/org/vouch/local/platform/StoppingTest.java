package org.vouch.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vouch.embedded.Ports;
import org.vouch.embedded.PostgresServer;
import org.vouch.local.platform.Ledger.Entry;

class StoppingTest {

    @TempDir
    Path repository;

    private Layout layout;
    private PostgresServer postgres;

    @BeforeEach
    void start() throws Exception {
        layout = new Layout(repository);
        Files.createDirectories(layout.data());
        postgres = PostgresServer.durable(
                        layout.postgres(), repository.resolve("postgres.log"), Ports.free(), "a-superuser-of-a-test")
                .start(process -> {});
    }

    @AfterEach
    void stop() {
        postgres.close();
    }

    @Test
    void whatAKilledLauncherLeftIsEndedAndPostgresIsThereUntilTheOthersHaveGone() throws Exception {
        ProcessHandle database = postgres.process().orElseThrow();
        Path seen = repository.resolve("seen");
        Process service = new ProcessBuilder(
                        "sh",
                        "-c",
                        "trap 'kill -0 %d && echo there > %s; exit 0' TERM; echo up; while :; do sleep 0.05; done"
                                .formatted(database.pid(), seen))
                .start();
        assertThat(service.inputReader().readLine()).isEqualTo("up");
        write(
                new Entry(Ledger.LAUNCHER, deadProcess(), "long ago"),
                Entry.of(Ledger.POSTGRES, database),
                Entry.of("audit-service", service.toHandle()));

        assertThat(Stopping.everything(layout))
                .isEqualTo("Stopped what a killed launcher had left behind: audit-service, PostgreSQL.");

        assertThat(service.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(database.isAlive()).isFalse();
        assertThat(seen).content().isEqualToIgnoringWhitespace("there");
        assertThat(layout.ledger()).doesNotExist();
    }

    @Test
    void aServerThatIsNotWrittenDownIsFoundByItsDataFolder() {
        assertThat(Stopping.everything(layout))
                .isEqualTo("Stopped what a killed launcher had left behind: PostgreSQL.");

        assertThat(postgres.process()).isEmpty();
        assertThat(Stopping.everything(layout)).isEqualTo("Nothing was running.");
    }

    @Test
    void aStrangerWithTheIdOfAServiceIsLeftAloneAndNamed() throws Exception {
        postgres.close();
        Process stranger = new ProcessBuilder("sleep", "60").start();
        write(new Entry("audit-service", stranger.pid(), "long ago"));

        assertThat(Stopping.everything(layout))
                .startsWith("Nothing was running.")
                .contains("audit-service (" + stranger.pid() + ")");

        assertThat(stranger.isAlive()).isTrue();
        stranger.destroyForcibly();
    }

    private static long deadProcess() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        return dead.pid();
    }

    private void write(Entry... entries) throws Exception {
        new ObjectMapper().writeValue(layout.ledger().toFile(), List.of(entries));
    }
}
