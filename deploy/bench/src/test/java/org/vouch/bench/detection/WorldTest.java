package org.vouch.bench.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.detection.Look;
import org.vouch.simulator.Parameters;
import org.vouch.simulator.Simulation;
import org.vouch.simulator.Simulator;

class WorldTest {
    private static final Parameters VILLAGE = village()
            .with("people", 1_000)
            .with("days", 6)
            .with("schools", 2)
            .with("hospital.desks", 1)
            .with("care.homes", 1)
            .with("venues", 4)
            .with("sites", 2)
            .with("airport.gates", 0)
            .with("p3.accounts", "10,20")
            .with("p4.accounts", "20,30");

    private static Parameters village() {
        var village = Parameters.standard();
        for (var pattern : List.of(1, 2, 3, 4, 5, 9, 12, 13, 18, 19, 20)) {
            village = village.with("attacks." + pattern, 1);
        }
        return village;
    }

    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");

    @TempDir
    Path folder;

    @Test
    void aFolderReadsAsTheWorldThatWroteIt() throws IOException {
        Simulator.write(new Simulation(VILLAGE, 4), folder);
        assertThat(looks(new RecordsFolder(folder, 3_000))).isEqualTo(looks(new SimulatedWorld(VILLAGE, 4)));
    }

    private static List<Look> looks(World world) throws IOException {
        var looks = new ArrayList<Look>();
        world.readBy((look, logTime) -> looks.add(look));
        return looks;
    }

    @Test
    void aReportHasEveryPatternAndEveryBaseline() throws IOException {
        Simulator.write(new Simulation(VILLAGE, 4), folder);
        var out = new ByteArrayOutputStream();
        new DetectionBench(
                        new String[] {"--records", folder.toString(), "--accounts", "3000"},
                        new PrintStream(out, true, StandardCharsets.UTF_8))
                .run();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("precision at one attacker in 10,000 accounts", "random cut forest", "own three sigma")
                .contains("more than 40 in 24 h", "false incidents", "\n18 ", "\n4 ");
    }

    @Test
    void aRecordsOwnTimeIsTheLogsHoweverFewThereAre() {
        assertThat(times(40, 3_600, 0)).isEqualTo(shown(40, 3_600));
    }

    @Test
    void oneWrongClockDoesNotMoveTheLogs() {
        var times = times(40, 1, 3_600);
        for (var i = 0; i < 40; i++) {
            assertThat(times.get(i)).isBefore(START.plusSeconds(60));
        }
    }

    /** Every fourth record, from the second on, is dated wrong by so many seconds. */
    private static List<Instant> times(int count, int apart, int wrongBy) {
        var clock = new LogClock();
        var times = new ArrayList<Instant>();
        for (var i = 0; i < count; i++) {
            var look = look(START.plusSeconds((long) i * apart + (i % 4 == 1 ? wrongBy : 0)));
            clock.take(look).ifPresent(timed -> times.add(timed.at()));
        }
        clock.rest().forEach(timed -> times.add(timed.at()));
        return times;
    }

    private static List<Instant> shown(int count, int apart) {
        var shown = new ArrayList<Instant>();
        for (var i = 0; i < count; i++) {
            shown.add(START.plusSeconds((long) i * apart));
        }
        return shown;
    }

    private static Look look(Instant at) {
        return new Look(
                new UUID(1, 1),
                at,
                "producer",
                1,
                "requester",
                CallerKind.RESIDENT,
                null,
                1,
                "proxy-lookup",
                null,
                null,
                false,
                null,
                null);
    }
}
