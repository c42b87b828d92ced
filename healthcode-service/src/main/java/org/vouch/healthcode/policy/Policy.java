package org.vouch.healthcode.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vouch.healthcode.facts.Facts;
import org.vouch.healthcode.policy.Condition.Known;
import org.vouch.healthcode.policy.Decision.LatestTest;

/**
 * A published set of rules. The first rule that holds gives the colour; where none holds, {@code otherwise} does, so
 * that there is always exactly one answer. Deciding is pure: no clock, no store, no randomness.
 */
public final class Policy {
    private static final List<Duration> WINDOWS =
            List.of(Duration.ofHours(24), Duration.ofHours(48), Duration.ofHours(72));

    private final PolicyId id;
    private final List<Rule> rules;
    private final Colour otherwise;
    private final Reason otherwiseReason;

    Policy(PolicyId id, List<Rule> rules, Colour otherwise, Reason otherwiseReason) {
        this.id = id;
        this.rules = List.copyOf(rules);
        this.otherwise = otherwise;
        this.otherwiseReason = otherwiseReason;
    }

    public PolicyId id() {
        return id;
    }

    public List<Rule> rules() {
        return rules;
    }

    /** What is said where no rule holds. */
    public Reason otherwiseReason() {
        return otherwiseReason;
    }

    public Colour otherwise() {
        return otherwise;
    }

    /** Whether one rule holds at the instant asked for. */
    public record Verdict(Rule rule, boolean holds) {}

    public Decision decide(Facts facts, Instant now) {
        var colour = colour(facts, new Moment(now));
        return new Decision(
                colour, reasons(facts, now, colour), latestTest(facts, now), now, changesAt(facts, now, colour), id);
    }

    /** What each rule says, in the order of the policy. */
    public List<Verdict> verdicts(Facts facts, Instant now) {
        var known = Known.of(facts, new Moment(now));
        return rules.stream()
                .map(rule -> new Verdict(rule, rule.condition().holds(known)))
                .toList();
    }

    private Colour colour(Facts facts, Moment moment) {
        var known = Known.of(facts, moment);
        return rules.stream()
                .filter(rule -> rule.condition().holds(known))
                .map(Rule::colour)
                .findFirst()
                .orElse(otherwise);
    }

    private List<Reason> reasons(Facts facts, Instant now, Colour colour) {
        var known = Known.of(facts, new Moment(now));
        var holding = rules.stream()
                .filter(rule -> rule.colour() == colour && rule.condition().holds(known))
                .map(Rule::reason)
                .toList();
        return holding.isEmpty() ? List.of(otherwiseReason) : holding;
    }

    /** Goes from one instant at which a rule's answer turns to the next, until the colour is another. */
    private @Nullable Instant changesAt(Facts facts, Instant now, Colour colour) {
        for (var at = turnsAfter(facts, now); at != null; at = turnsAfter(facts, at)) {
            if (colour(facts, new Moment(at)) != colour) {
                return at;
            }
        }
        return null;
    }

    /** Only what a rule did ask can turn the colour: what it passed over does not count before something else turns. */
    private @Nullable Instant turnsAfter(Facts facts, Instant at) {
        var moment = new Moment(at);
        var unused = colour(facts, moment);
        return moment.next();
    }

    private static @Nullable LatestTest latestTest(Facts facts, Instant now) {
        return facts.latestTest()
                .map(test -> new LatestTest(test.outcome(), test.sampledAt(), window(test.sampledAt(), now)))
                .orElse(null);
    }

    private static @Nullable Duration window(Instant sampledAt, Instant now) {
        var moment = new Moment(now);
        return WINDOWS.stream()
                .filter(window -> moment.within(sampledAt, window))
                .findFirst()
                .orElse(null);
    }

    @Override
    public String toString() {
        return "Policy[" + id.id() + " " + id.version() + "]";
    }
}
