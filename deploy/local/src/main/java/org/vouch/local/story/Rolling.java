package org.vouch.local.story;

import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.vouch.local.platform.Layout;
import org.vouch.local.platform.Ledger;
import org.vouch.local.platform.PortUse;
import org.vouch.local.platform.Terminal;

/**
 * Two processes of each service are one: they know of each other what they must, and one after another is stopped and
 * started again, as an update does, while clients work. No call of theirs may fail and nothing be lost. Wants a platform on
 * which the story was played.
 */
public final class Rolling {

    private static final int PROCESSES = 2;
    private static final Duration BEFORE = Duration.ofSeconds(2);
    private static final Duration STOPPED = Duration.ofMinutes(1);
    private static final Duration RESTART = Duration.ofMinutes(4);

    private final Layout layout;
    private final Calls calls;
    private final Narrator narrator;
    private final Sharing sharing;
    private final UnderLoad underLoad;

    public Rolling(Demo demo, Layout layout, Camera camera, Terminal terminal, Clock clock, SecureRandom random) {
        this.layout = layout;
        this.calls = new Calls(
                Demo.Services.at("http://localhost:" + PortUse.GATEWAY), Duration.ZERO, camera, clock, random);
        this.narrator = new Narrator(terminal);
        Cast cast = Cast.of(demo, calls);
        this.sharing = new Sharing(
                demo, PROCESSES, services -> new Calls(services, Duration.ZERO, camera, clock, random), cast, narrator);
        this.underLoad = new UnderLoad(demo, calls, cast, narrator);
    }

    /**
     * True if every expectation was met.
     *
     * @throws StoryBroken if the platform was not started with two processes of each service
     */
    public boolean play() {
        PortUse.SERVICES.stream()
                .flatMap(service -> service.processes(PROCESSES).stream())
                .forEach(process -> running(process.use()));
        try {
            sharing.play();
            narrator.heading("A rolling restart: one process after another is stopped and started while clients work");
            PortUse.SERVICES.forEach(this::restart);
        } catch (StoryBroken | UncheckedIOException e) {
            narrator.expect(false, "it breaks off: " + e.getMessage());
        }
        narrator.missed().forEach(miss -> narrator.say("  ✗ " + miss));
        return narrator.missed().isEmpty();
    }

    private void restart(PortUse service) {
        Traffic traffic = underLoad.during(() -> {
            Waiting.pause(BEFORE.toMillis());
            service.processes(PROCESSES).forEach(this::stopAndAwait);
            Waiting.pause(BEFORE.toMillis());
        });
        narrator.expect(
                traffic.failures().isEmpty() && traffic.shown() > 0,
                "%s: no call failed of %d lookups, %d results and %d looks at a phone%s"
                        .formatted(
                                service.use(),
                                traffic.lookups().tried().get(),
                                traffic.results().tried().get(),
                                traffic.shown(),
                                traffic.failures().isEmpty() ? "" : ", but " + traffic.failures()));
    }

    private void stopAndAwait(PortUse process) {
        long begun = System.nanoTime();
        ProcessHandle before = running(process.use());
        before.destroy();
        if (!Waiting.until(STOPPED, () -> !before.isAlive())) {
            throw new StoryBroken(process.use() + " does not stop");
        }
        double stopped = seconds(begun);
        Answer ready = Waiting.until(
                RESTART, () -> calls.ready("http://localhost:" + process.port()), answer -> answer.status() == 200);
        narrator.expect(
                ready.status() == 200,
                "%s stopped in %.1f s and is ready again %.1f s after that"
                        .formatted(process.use(), stopped, seconds(begun) - stopped));
    }

    private ProcessHandle running(String name) {
        return Ledger.process(layout.ledger(), name)
                .orElseThrow(() -> new StoryBroken(name + " does not run: the platform was not started with --two"));
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / (double) Duration.ofSeconds(1).toNanos();
    }
}
