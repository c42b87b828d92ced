package org.vouch.healthcode.pass;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.healthcode.code.ReadingColour;
import org.vouch.healthcode.facts.Outcome;
import org.vouch.healthcode.policy.Decision;

/** Gives a person a pass of their colour now: signed, for at most a minute, and not linkable to any other. */
@ApplicationScoped
public class IssuingPass {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final ReadingColour colours;
    private final PassHandles handles;
    private final PassKeys keys;
    private final PassConfig config;
    private final Clock clock;

    IssuingPass(ReadingColour colours, PassHandles handles, PassKeys keys, PassConfig config, Clock clock) {
        this.colours = colours;
        this.handles = handles;
        this.keys = keys;
        this.config = config;
        this.clock = clock;
    }

    /** Times by which every pass would fail end the start. */
    void check(@Observes StartupEvent event) {
        check(config);
    }

    static void check(PassConfig config) {
        var life = config.life();
        var refreshAfter = config.refreshAfter();
        if (life.compareTo(SHORTEST) < 0 || life.compareTo(LONGEST) > 0) {
            throw new IllegalStateException("vouch.passes.life is from 1 to 60 seconds");
        }
        if (refreshAfter.compareTo(SHORTEST) < 0 || refreshAfter.compareTo(life) > 0) {
            throw new IllegalStateException("vouch.passes.refresh-after is from 1 second to the life of a pass");
        }
    }

    /**
     * What the person shows.
     *
     * @param text Base45, of characters that an alphanumeric QR code takes
     * @param refreshAfter when the next one is better shown
     * @param expiresAt the first instant at which it is stale
     */
    public record Pass(String text, Instant refreshAfter, Instant expiresAt) {
        @Override
        public String toString() {
            return "Pass";
        }
    }

    public Uni<Pass> issue(UUID person) {
        return colours.of(person).map(decision -> issue(person, decision));
    }

    private Pass issue(UUID person, Decision decision) {
        // Down to the whole second: a pass never lives longer than configured.
        var now = clock.instant();
        var expiresAt = now.plus(config.life()).truncatedTo(ChronoUnit.SECONDS);
        var content = new PassContent(
                config.issuer(), expiresAt, handles.seal(person), decision.colour(), negativeWithin(decision));
        var unsigned = PassBytes.unsigned(keys.signingKeyId(), content);
        var signature = keys.sign(PassBytes.signed(unsigned));
        return new Pass(
                Base45.encode(PassBytes.whole(unsigned, signature)),
                now.plus(config.refreshAfter()).truncatedTo(ChronoUnit.SECONDS),
                expiresAt);
    }

    private static @Nullable Duration negativeWithin(Decision decision) {
        var latest = decision.latestTest();
        return latest != null && latest.outcome() == Outcome.NEGATIVE ? latest.window() : null;
    }
}
