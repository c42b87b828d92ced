package org.vouch.healthcode.policy;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelLateFunctionBindings;
import dev.cel.runtime.CelRuntime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.vouch.healthcode.facts.Fact;
import org.vouch.healthcode.facts.Fact.TestFact;
import org.vouch.healthcode.facts.Facts;

/** A type-checked condition of a rule: the same facts at the same instant always give the same answer. */
final class Condition {
    private final CelRuntime.Program program;
    private final String place;

    Condition(CelRuntime.Program program, String place) {
        this.program = program;
        this.place = place;
    }

    boolean holds(Known known, Moment moment) {
        try {
            return (Boolean) program.eval(known.variables(), functions(moment));
        } catch (CelEvaluationException e) {
            // The library's message may quote a fact.
            throw new IllegalStateException(place + " cannot be evaluated: " + e.getErrorCode());
        }
    }

    private static CelLateFunctionBindings functions(Moment moment) {
        return CelLateFunctionBindings.from(
                within(Vocabulary.WITHIN_OF_TEST, moment), within(Vocabulary.WITHIN_OF_RETEST, moment));
    }

    private static CelFunctionBinding within(String overload, Moment moment) {
        return CelFunctionBinding.from(
                overload,
                Map.class,
                Duration.class,
                (fact, span) -> moment.within((Instant) fact.get("sampledAt"), span));
    }

    /** A person's facts in the words of the {@link Vocabulary}, made once for all the rules of a policy. */
    record Known(Map<String, Object> variables) {
        static Known of(Facts facts) {
            return new Known(Map.of(
                    "tests", words(facts.tests()),
                    "conclusive", words(facts.conclusive()),
                    "retests", words(facts.retests())));
        }

        private static List<Map<String, Object>> words(List<? extends Fact> facts) {
            return facts.stream().map(Known::words).toList();
        }

        private static Map<String, Object> words(Fact fact) {
            if (fact instanceof TestFact test) {
                return Map.of(
                        "negative",
                        test.outcome() == org.vouch.healthcode.facts.Outcome.NEGATIVE,
                        "positive",
                        test.outcome() == org.vouch.healthcode.facts.Outcome.POSITIVE,
                        "conclusive",
                        test.outcome().conclusive(),
                        "sampledAt",
                        test.sampledAt());
            }
            return Map.of("sampledAt", fact.sampledAt());
        }

        @Override
        public String toString() {
            return "Known";
        }
    }
}
