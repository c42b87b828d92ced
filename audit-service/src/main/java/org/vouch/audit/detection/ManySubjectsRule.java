package org.vouch.audit.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.detection.LooksInWindow.Told;

/**
 * One requester looks at too many different people within a sliding window (threat 1: one account, many subjects).
 *
 * <p>Counts looks that were refused as well: whoever tries a hundred people and fails is not harmless. Crosses at the
 * first subject above the limit of the requester's kind, again at every further multiple of it, and again whenever a whole
 * window has gone by since the crossing was told: an attack that goes on is told again with fresh evidence, however
 * large, and whatever was decided about its beginning. Once the count is back at the limit the next crossing is a new one.
 */
public final class ManySubjectsRule {
    public static final String ID = "many-subjects";
    public static final int VERSION = 1;

    private final Duration window;
    private final Limits limits;
    private final Set<String> uncountedActions;

    /** The most distinct subjects by kind of requester, 1 to 63; empty where a kind has no limit. */
    public record Limits(OptionalInt resident, OptionalInt checkpoint, OptionalInt lab, OptionalInt officer) {
        public Limits {
            for (var limit : List.of(resident, checkpoint, lab, officer)) {
                if (limit.isPresent() && (limit.getAsInt() < 1 || limit.getAsInt() >= LooksInWindow.MOST)) {
                    throw new IllegalArgumentException("a limit of " + limit.getAsInt()
                            + " is never crossed; it is 1 to " + (LooksInWindow.MOST - 1));
                }
            }
        }

        OptionalInt of(CallerKind kind) {
            return switch (kind) {
                case RESIDENT -> resident;
                case CHECKPOINT -> checkpoint;
                case LAB -> lab;
                case OFFICER -> officer;
                // Services ask on behalf of requesters who are counted themselves; someone without a token is no
                // account. Auditors and administrators have no call that looks at a person. A site samples whoever
                // shows
                // a pass, or brings a presence proof, which counted for its maker when it was made.
                case COLLECTOR, SERVICE, ANONYMOUS, AUDITOR, ADMIN -> OptionalInt.empty();
            };
        }
    }

    /** What the rule makes of a window. */
    public sealed interface Verdict {
        /** Within the limit. */
        record Ordinary() implements Verdict {}

        /** Above the limit, as has been told already. */
        record Known() implements Verdict {}

        /** Above the limit, or above a further multiple of it, for the first time. */
        record Crossed(int limit, Told told) implements Verdict {}
    }

    public ManySubjectsRule(Duration window, Limits limits, Set<String> uncountedActions) {
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("a window of " + window + " never holds a look");
        }
        this.window = window;
        this.limits = limits;
        this.uncountedActions = Set.copyOf(uncountedActions);
    }

    public static ManySubjectsRule of(ManySubjectsConfig config) {
        var limits = config.limits();
        return new ManySubjectsRule(
                config.window(),
                new Limits(
                        OptionalInt.of(limits.resident()),
                        OptionalInt.of(limits.checkpoint()),
                        limits.lab(),
                        limits.officer()),
                config.uncountedActions());
    }

    public Duration window() {
        return window;
    }

    /** Whether this rule looks at such a look at all. */
    public boolean counts(Look look) {
        return limits.of(look.kind()).isPresent() && !uncountedActions.contains(look.action());
    }

    public Verdict judge(LooksInWindow looks, CallerKind kind) {
        var limit = limits.of(kind);
        var distinct = looks.subjects().size();
        if (limit.isEmpty() || distinct <= limit.getAsInt()) {
            return new Verdict.Ordinary();
        }
        var level = (distinct - 1) / limit.getAsInt();
        var told = looks.told();
        if (told == null || isOld(told, looks.newest())) {
            return new Verdict.Crossed(limit.getAsInt(), new Told(looks.newest().minus(window), level));
        }
        return level <= told.level()
                ? new Verdict.Known()
                : new Verdict.Crossed(limit.getAsInt(), new Told(told.windowStart(), level));
    }

    /** The window began one window before the telling. */
    private boolean isOld(Told told, Instant newest) {
        return !told.windowStart().plus(window.multipliedBy(2)).isAfter(newest);
    }
}
