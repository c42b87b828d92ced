package org.vouch.healthcode.policy;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vouch.healthcode.facts.Fact;
import org.vouch.healthcode.facts.Fact.TestFact;
import org.vouch.healthcode.facts.Facts;
import org.vouch.healthcode.facts.Outcome;

/** A type-checked condition of a rule: the same facts at the same instant always give the same answer. */
final class Condition {
    private final CelRuntime.Program program;
    private final String place;

    Condition(CelRuntime.Program program, String place) {
        this.program = program;
        this.place = place;
    }

    boolean holds(Known known) {
        try {
            return (Boolean) program.eval(known.variables());
        } catch (CelEvaluationException e) {
            // The library's message may quote a fact.
            throw new PolicyFailed(place + " cannot be evaluated: " + e.getErrorCode());
        }
    }

    /** {@code x.within(span)} of whatever was sampled. */
    static CelFunctionBinding within(String overload) {
        return CelFunctionBinding.from(
                overload, Sampled.class, Duration.class, (sampled, span) -> sampled.moment.within(sampled.at, span));
    }

    /** A person's facts in the words of the {@link Vocabulary}, as they are asked about at one moment. */
    record Known(Map<String, Object> variables) {
        static Known of(Facts facts, Moment moment) {
            return new Known(Map.of(
                    "tests", words(facts.tests(), moment),
                    "conclusive", words(facts.conclusive(), moment),
                    "retests", words(facts.retests(), moment)));
        }

        private static List<Sampled> words(List<? extends Fact> facts, Moment moment) {
            return facts.stream().map(fact -> new Sampled(fact, moment)).toList();
        }

        @Override
        public String toString() {
            return "Known";
        }
    }

    /** A fact as CEL sees it: its fields, and behind them the moment, which no expression can name. */
    private static final class Sampled extends AbstractMap<String, Object> {
        private final Map<String, Object> fields;
        private final Instant at;
        private final Moment moment;

        Sampled(Fact fact, Moment moment) {
            this.fields = fact instanceof TestFact test
                    ? Map.of(
                            "negative",
                            test.outcome() == Outcome.NEGATIVE,
                            "positive",
                            test.outcome() == Outcome.POSITIVE,
                            "conclusive",
                            test.outcome().conclusive(),
                            "sampledAt",
                            test.sampledAt())
                    : Map.of("sampledAt", fact.sampledAt());
            this.at = fact.sampledAt();
            this.moment = moment;
        }

        @Override
        public boolean containsKey(@Nullable Object field) {
            return fields.containsKey(field);
        }

        @Override
        public @Nullable Object get(@Nullable Object field) {
            return fields.get(field);
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            return fields.entrySet();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return super.equals(other);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }
}
