package org.vouch.audit.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.caller.CallerKind;

/** The same records give the same alerts, however they come. */
class ReplayTest {
    private final Log log = world();

    /** A little of everything, for three days. */
    private static Log world() {
        var log = new Log();
        var random = new Random(7);
        for (var i = 0; i < 2_400; i++) {
            log.at(Duration.ofSeconds(i * 100L + random.nextInt(100)));
            var who = random.nextInt(400);
            switch (random.nextInt(8)) {
                case 0 -> log.by("burst " + who % 5).looksAt(1 + random.nextInt(5_000));
                case 1 -> log.by("bot " + who % 40).looksAt(9_000 + random.nextInt(15));
                case 2 -> log.by("prober " + who % 6).misses(0);
                case 3 -> log.by("fan " + who).misses(8_000 + random.nextInt(2));
                case 4 -> log.scans("gate " + who % 3, random.nextInt(500), "pass " + i / 12, false);
                case 5 -> log.by("guardian " + who % 4).delegation("delegation", 1 + random.nextInt(9), null);
                case 6 -> log.byClient(CallerKind.CHECKPOINT, "desk " + who % 2).looksAt(1 + random.nextInt(9_000));
                default -> log.by("replayer " + who % 3).brings("proof " + i / 60, 1 + who, "replayed");
            }
        }
        return log;
    }

    @Test
    void theWorldHasAlertsOfMostRules() {
        assertThat(log.rules())
                .contains(
                        "many-strangers",
                        "probing",
                        "in-demand",
                        "ring",
                        "dependants",
                        "relayed-pass",
                        "replayed-proof",
                        "bad-proofs");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 12})
    void shuffledWithinAMinuteAndOneInAHundredTwiceTheAlertsAreTheSame(int partitions) {
        var once = log.idsOf(log.inOrder());
        assertThat(once).hasSizeGreaterThan(50);
        for (var seed = 0; seed < 2; seed++) {
            assertThat(log.idsOf(log.shuffled(partitions, new Random(seed)))).isEqualTo(once);
        }
    }

    /** As a crash after every single look would leave it. */
    @Test
    void whatIsKnownSurvivesItsBytes() throws IOException {
        var lenses = new Lenses(Settings.standard());
        for (var lens : lenses.all()) {
            survives(lens);
        }
    }

    private <H extends History> void survives(Lens<H> lens) throws IOException {
        var inMemory = new HashMap<String, H>();
        var stored = new HashMap<String, byte[]>();
        for (var look : log.looks()) {
            var key = lens.key(look).orElse(null);
            if (key == null) {
                continue;
            }
            var kept = inMemory.computeIfAbsent(key, first -> lens.nothing());
            var read = stored.containsKey(key) ? read(lens, stored.get(key)) : lens.nothing();
            assertThat(lens.take(read, look, look.at())).isEqualTo(lens.take(kept, look, look.at()));
            stored.put(key, bytes(read));
        }
    }

    private static <H extends History> H read(Lens<H> lens, byte[] bytes) throws IOException {
        return lens.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }

    private static byte[] bytes(History known) throws IOException {
        var bytes = new ByteArrayOutputStream();
        known.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Test
    void bytesOfAnotherLayoutAreForgotten() throws IOException {
        for (var lens : new Lenses(Settings.standard()).all()) {
            assertThat(read(lens, new byte[] {99, 1, 2, 3})).isNotNull();
        }
    }

    /** However many people, proofs and refusals, no history has more than some kilobytes. */
    @Test
    void nothingGrowsWithoutBound() throws IOException {
        var lenses = new Lenses(Settings.standard());
        var busy = new Log();
        for (var i = 1; i <= 1_500; i++) {
            busy.by("one").at(Duration.ofSeconds(i * 300L)).looksAt(i);
            busy.by("account " + i).misses(7);
            busy.scans("gate", 7, "poster", false);
            busy.loses("healthcode");
        }
        var sizes = new ArrayList<Integer>();
        for (var lens : lenses.all()) {
            sizes.add(largest(lens, busy));
        }
        assertThat(sizes).allMatch(size -> size < 64 * 1_024);
    }

    private static <H extends History> int largest(Lens<H> lens, Log log) throws IOException {
        var known = new HashMap<String, H>();
        for (var look : log.looks()) {
            lens.key(look).ifPresent(key -> {
                var unused = lens.take(known.computeIfAbsent(key, first -> lens.nothing()), look, look.at());
            });
        }
        var largest = 0;
        for (var history : known.values()) {
            largest = Math.max(largest, bytes(history).length);
        }
        return largest;
    }
}
