package org.vouch.audit.detection;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.detection.LooksInWindow.Told;

/**
 * One requester looks at too many different people within a sliding window (threat 1: one account, many subjects).
 *
 * <p>Counts looks that were refused as well: whoever tries a hundred people and fails is not harmless. Crosses at the
 * first subject above the limit of the requester's kind and again at every further multiple of it, so that an attack
 * that goes on is told again with fresh evidence. Once the count is back at the limit the next crossing is a new one.
 */
public final class ManySubjectsRule {
    public static final String ID = "many-subjects";
    public static final int VERSION = 1;

    private final Duration window;
    private final Limits limits;
    private final Set<String> uncountedActions;

    /** The most distinct subjects by kind of requester; empty where a kind has no limit. */
    public record Limits(
            OptionalInt resident, OptionalInt checkpoint, OptionalInt collector, OptionalInt lab, OptionalInt officer) {
        OptionalInt of(CallerKind kind) {
            return switch (kind) {
                case RESIDENT -> resident;
                case CHECKPOINT -> checkpoint;
                case COLLECTOR -> collector;
                case LAB -> lab;
                case OFFICER -> officer;
                // Services ask on behalf of requesters who are counted themselves; someone without a token is no
                // account. Auditors and administrators have no call that looks at a person.
                case SERVICE, ANONYMOUS, AUDITOR, ADMIN -> OptionalInt.empty();
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
                        OptionalInt.of(limits.collector()),
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
        if (told != null && level <= told.level()) {
            return new Verdict.Known();
        }
        var start = told == null ? looks.newest().minus(window) : told.windowStart();
        return new Verdict.Crossed(limit.getAsInt(), new Told(start, level));
    }
}
