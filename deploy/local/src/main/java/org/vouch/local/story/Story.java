package org.vouch.local.story;

import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.vouch.local.platform.Layout;
import org.vouch.local.platform.Terminal;

/** The whole story; it is good only if every single expectation was met. */
public final class Story {

    private final Demo demo;
    private final Layout layout;
    private final Pace pace;
    private final Calls calls;
    private final Narrator narrator;
    private final Cast cast;
    private final Enrolling enrolling;

    public Story(Demo demo, Layout layout, Camera camera, Terminal terminal, Clock clock, SecureRandom random) {
        this(demo, layout, Pace.undisturbed(), camera, terminal, clock, random);
    }

    Story(Demo demo, Layout layout, Pace pace, Camera camera, Terminal terminal, Clock clock, SecureRandom random) {
        this.demo = demo;
        this.layout = layout;
        this.pace = pace;
        this.calls = new Calls(demo.services(), pace.patience(), camera, clock, random);
        this.narrator = new Narrator(terminal);
        this.cast = Cast.of(demo, calls);
        this.enrolling = new Enrolling(calls, cast, pace, narrator);
    }

    /** Document numbers of those who enrolled in this play, however far it came. */
    public Set<String> enrolled() {
        return enrolling.enrolled();
    }

    public boolean play() {
        long begun = System.nanoTime();
        Instant from = calls.now();
        try {
            enrolling.play();
            new Testing(demo, calls, cast, pace, narrator).play();
            new Helping(demo, calls, cast, pace, narrator).play();
            new AtCounter(demo, calls, cast, narrator).play();
            new Delegating(calls, cast, narrator).play();
            Watching watching = new Watching(demo, calls, cast, pace, narrator);
            watching.play();
            new Proving(layout, demo, calls, cast, narrator).play();
            new Closing(demo, cast, from, narrator).play(watching.alert());
        } catch (StoryBroken | UncheckedIOException e) {
            narrator.expect(false, "the story breaks off: " + e.getMessage());
        }
        return verdict(Duration.ofNanos(System.nanoTime() - begun));
    }

    private boolean verdict(Duration took) {
        List<String> missed = narrator.missed();
        narrator.say("");
        if (missed.isEmpty()) {
            narrator.say("All %d expectations were met, in %d s.".formatted(narrator.checked(), took.toSeconds()));
            return true;
        }
        narrator.say("%d of %d expectations were missed:".formatted(missed.size(), narrator.checked()));
        missed.forEach(miss -> narrator.say("  ✗ " + miss));
        return false;
    }
}
