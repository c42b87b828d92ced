package org.vouch.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.vouch.local.platform.Layout;
import org.vouch.local.platform.Ledger;
import org.vouch.local.platform.PortUse;
import org.vouch.local.platform.Terminal;

/**
 * Kills services with -9, and nothing that was acknowledged may be missing: first in the story's own steps, each time
 * right after an answer, while the clients only ask again; then while clients write without a pause, and count.
 */
public final class Faults {

    private static final Duration BEFORE = Duration.ofSeconds(2);
    private static final Duration AFTER = Duration.ofSeconds(3);
    private static final Duration RESTART = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration CAUGHT_UP = Duration.ofMinutes(3);

    /** Who had just written, or was about to take in, what the story was told is done. */
    private static final Map<Moment, String> VICTIMS = Map.of(
            Moment.ENROLLED, "identity-service",
            Moment.SEALED, "testresult-service",
            Moment.REPORTED_MANY, "testresult-service",
            Moment.REPORTED_ONE, "healthcode-service",
            Moment.HELPED, "audit-service",
            Moment.PULLED, "audit-service");

    private final Layout layout;
    private final Demo demo;
    private final Story story;
    private final Calls calls;
    private final Narrator narrator;
    private final Cast cast;

    public Faults(Demo demo, Layout layout, Camera camera, Terminal terminal, Clock clock, SecureRandom random) {
        this.layout = layout;
        this.demo = demo;
        this.calls = new Calls(demo.services(), Duration.ZERO, camera, clock, random);
        this.story = new Story(demo, layout, new Pace(PATIENCE, this::strike), camera, terminal, clock, random);
        this.narrator = new Narrator(terminal);
        this.cast = Cast.of(demo, calls);
    }

    public boolean play() {
        narrator.heading("Faults: the story again, and services are killed with -9 in its steps");
        boolean whole = story.play();
        narrator.heading("Faults: every service is killed with -9 while clients write");
        try {
            PortUse.SERVICES.forEach(this::fault);
        } catch (StoryBroken | UncheckedIOException e) {
            narrator.expect(false, "the faults break off: " + e.getMessage());
        }
        narrator.missed().forEach(miss -> narrator.say("  ✗ " + miss));
        return whole && narrator.missed().isEmpty();
    }

    private void fault(PortUse service) {
        Resident tested = cast.residents().get(0);
        Resident lookedUp = cast.residents().get(1);
        tested.login();
        lookedUp.login();
        int recordedBefore = looks(lookedUp);
        Traffic traffic = new Traffic(demo, calls, tested, lookedUp);
        traffic.start();
        try {
            Waiting.pause(BEFORE.toMillis());
            kill(service.use());
            Waiting.pause(BEFORE.toMillis());
            awaitReady(service);
            Waiting.pause(AFTER.toMillis());
        } finally {
            traffic.finish();
        }
        judge(traffic, tested, lookedUp, recordedBefore);
    }

    private void strike(Moment moment) {
        kill(Objects.requireNonNull(VICTIMS.get(moment)));
    }

    private void kill(String name) {
        ProcessHandle process = Ledger.read(layout.ledger()).stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .flatMap(Ledger.Entry::process)
                .orElseThrow(() -> new StoryBroken(name + " does not run"));
        process.destroyForcibly();
        process.onExit().join();
        narrator.say("  " + name + " (process " + process.pid() + ") is killed.");
    }

    private void awaitReady(PortUse service) {
        long begun = System.nanoTime();
        Answer answer = Waiting.until(
                RESTART, () -> calls.ready("http://localhost:" + service.port()), ready -> ready.status() == 200);
        narrator.expect(
                answer.status() == 200,
                "%s is ready again %.1f s after it was killed"
                        .formatted(
                                service.use(),
                                (System.nanoTime() - begun + BEFORE.toNanos())
                                        / (double) Duration.ofSeconds(1).toNanos()));
    }

    private void judge(Traffic traffic, Resident tested, Resident lookedUp, int recordedBefore) {
        Attempts lookups = traffic.lookups();
        int recorded = eventually(lookups, lookedUp, recordedBefore);
        narrator.expect(
                lookups.acknowledged().get() > 0 && lookups.explain(recorded),
                "lookups: %s; %s sees %d".formatted(lookups, lookedUp.name(), recorded));
        Set<Instant> missing = new HashSet<>(traffic.acknowledgedTests());
        missing.removeAll(tests(tested));
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

    private int eventually(Attempts lookups, Resident lookedUp, int recordedBefore) {
        long deadline = System.nanoTime() + CAUGHT_UP.toNanos();
        int recorded = looks(lookedUp) - recordedBefore;
        while (recorded < lookups.acknowledged().get() && System.nanoTime() < deadline) {
            Waiting.pause(Duration.ofMillis(500).toMillis());
            recorded = looks(lookedUp) - recordedBefore;
        }
        return recorded;
    }

    private static int looks(Resident resident) {
        return (int) resident.accesses().stream()
                .filter(access -> access.path("action").asText().equals("proxy-lookup")
                        && access.path("outcome").asText().equals("granted"))
                .count();
    }

    private Set<Instant> tests(Resident resident) {
        Set<Instant> tests = new HashSet<>();
        List<JsonNode> items = calls.allResults(resident.token());
        items.forEach(item -> tests.add(Instant.parse(item.path("testedAt").asText())));
        return tests;
    }
}
