package org.vouch.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Something is done to the platform while clients write without a pause; afterwards what was acknowledged is counted. */
final class UnderLoad {

    private static final Duration CAUGHT_UP = Duration.ofMinutes(3);

    private final Demo demo;
    private final Calls calls;
    private final Narrator narrator;
    private final Resident tested;
    private final Resident lookedUp;

    UnderLoad(Demo demo, Calls calls, Cast cast, Narrator narrator) {
        this.demo = demo;
        this.calls = calls;
        this.narrator = narrator;
        this.tested = cast.residents().get(0);
        this.lookedUp = cast.residents().get(1);
    }

    /** Returns the traffic, which has ended, when every acknowledged call of it was looked for. */
    Traffic during(Runnable deed) {
        tested.login();
        lookedUp.login();
        int recordedBefore = looks();
        Traffic traffic = new Traffic(demo, calls, tested, lookedUp);
        traffic.start();
        try {
            deed.run();
        } finally {
            traffic.finish();
        }
        judge(traffic, recordedBefore);
        return traffic;
    }

    private void judge(Traffic traffic, int recordedBefore) {
        Attempts lookups = traffic.lookups();
        int recorded = eventually(lookups, recordedBefore);
        narrator.expect(
                lookups.acknowledged().get() > 0 && lookups.explain(recorded),
                "lookups: %s; %s sees %d".formatted(lookups, lookedUp.name(), recorded));
        Set<Instant> missing = new HashSet<>(traffic.acknowledgedTests());
        missing.removeAll(tests());
        narrator.expect(
                traffic.results().acknowledged().get() > 0 && missing.isEmpty(),
                "results: %s; %d of the acknowledged ones are missing".formatted(traffic.results(), missing.size()));
        Instant sampled = traffic.lastAcknowledgedSample();
        Answer code = Waiting.until(
                CAUGHT_UP, () -> calls.code(tested.token()), answer -> Testing.shows(answer, "green", sampled));
        narrator.expect(
                Testing.shows(code, "green", sampled),
                tested.name() + " is green by the last sample whose result was acknowledged");
    }

    private int eventually(Attempts lookups, int recordedBefore) {
        long deadline = System.nanoTime() + CAUGHT_UP.toNanos();
        int recorded = looks() - recordedBefore;
        while (recorded < lookups.acknowledged().get() && System.nanoTime() < deadline) {
            Waiting.pause(Duration.ofMillis(500).toMillis());
            recorded = looks() - recordedBefore;
        }
        return recorded;
    }

    private int looks() {
        return (int) lookedUp.accesses().stream()
                .filter(access -> access.path("action").asText().equals("proxy-lookup")
                        && access.path("outcome").asText().equals("granted"))
                .count();
    }

    private Set<Instant> tests() {
        Set<Instant> tests = new HashSet<>();
        List<JsonNode> items = calls.allResults(tested.token());
        items.forEach(item -> tests.add(Instant.parse(item.path("testedAt").asText())));
        return tests;
    }
}
