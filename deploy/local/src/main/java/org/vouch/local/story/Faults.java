package org.vouch.local.story;

import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
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

    /** Who had just written, or was about to take in, what the story was told is done. */
    private static final Map<Moment, String> VICTIMS = Map.of(
            Moment.ENROLLED, "identity-service",
            Moment.SEALED, "testresult-service",
            Moment.REPORTED_MANY, "testresult-service",
            Moment.REPORTED_ONE, "healthcode-service",
            Moment.HELPED, "audit-service",
            Moment.PULLED, "audit-service");

    private final Layout layout;
    private final Story story;
    private final Calls calls;
    private final Narrator narrator;
    private final UnderLoad underLoad;

    public Faults(Demo demo, Layout layout, Camera camera, Terminal terminal, Clock clock, SecureRandom random) {
        this.layout = layout;
        this.calls = new Calls(demo.services(), Duration.ZERO, camera, clock, random);
        this.story = new Story(demo, layout, new Pace(PATIENCE, this::strike), camera, terminal, clock, random);
        this.narrator = new Narrator(terminal);
        this.underLoad = new UnderLoad(demo, calls, Cast.of(demo, calls), narrator);
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
        underLoad.during(() -> {
            Waiting.pause(BEFORE.toMillis());
            kill(service.use());
            Waiting.pause(BEFORE.toMillis());
            awaitReady(service);
            Waiting.pause(AFTER.toMillis());
        });
    }

    private void strike(Moment moment) {
        kill(Objects.requireNonNull(VICTIMS.get(moment)));
    }

    private void kill(String name) {
        ProcessHandle process =
                Ledger.process(layout.ledger(), name).orElseThrow(() -> new StoryBroken(name + " does not run"));
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
}
