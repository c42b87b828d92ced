package org.vouch.audit.detection;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.detection.ManySubjectsRule.Verdict;

/** One step of watching: a look and what is known of its requester in, what is known afterwards and an alert out. */
public final class WatchingLooks {
    private final ManySubjectsRule rule;

    public WatchingLooks(ManySubjectsRule rule) {
        this.rule = rule;
    }

    /** What one look came to; {@code after} equals what was known before where the look changed nothing. */
    public record Step(LooksInWindow after, Optional<Alert> alert) {}

    /** Takes one look; {@code logTime} is when the log took it in. */
    public Step take(@Nullable LooksInWindow known, Look look, Instant logTime) {
        var before = known == null ? LooksInWindow.NONE : known;
        var bounded = look.at(BoundedTime.of(look.at(), logTime).truncatedTo(ChronoUnit.MICROS));
        var with = before.with(bounded, rule.window());
        if (with.equals(before)) {
            return new Step(before, Optional.empty());
        }
        var after = with.takenAt(logTime);
        var verdict = rule.judge(after, look.kind());
        if (verdict instanceof Verdict.Crossed crossed) {
            var told = after.telling(crossed.told());
            return new Step(
                    told,
                    Optional.of(Alert.manySubjects(told, bounded, crossed.limit(), crossed.told(), rule.window())));
        }
        return new Step(verdict instanceof Verdict.Ordinary ? after.telling(null) : after, Optional.empty());
    }

    public boolean counts(Look look) {
        return rule.counts(look);
    }

    /** Whether what is known can be forgotten. */
    public boolean over(LooksInWindow known, Instant now) {
        return known.over(now, rule.window());
    }
}
