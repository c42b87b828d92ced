package org.vouch.healthcode.facts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vouch.healthcode.facts.Fact.RetestFact;
import org.vouch.healthcode.facts.Fact.TestFact;

/**
 * All that is known about one person, newest sampling first. Of tests of the same instant a positive one comes first,
 * whenever it was reported: sites stamp by the minute, and no negative of the same minute takes a positive away. Else the
 * one reported later does.
 */
public record Facts(List<TestFact> tests, List<RetestFact> retests) {
    private static final Comparator<Fact> NEWEST_FIRST = Comparator.comparing(Fact::sampledAt)
            .thenComparing(Facts::isPositive)
            .thenComparing(Fact::reportedAt)
            .thenComparing(Fact::id)
            .reversed();

    public static final Facts NONE = new Facts(List.of(), List.of());

    public Facts {
        tests = tests.stream().sorted(NEWEST_FIRST).toList();
        retests = retests.stream().sorted(NEWEST_FIRST).toList();
    }

    public static Facts of(List<? extends Fact> facts) {
        var tests = new ArrayList<TestFact>();
        var retests = new ArrayList<RetestFact>();
        for (var fact : facts) {
            if (fact instanceof TestFact test) {
                tests.add(test);
            } else if (fact instanceof RetestFact retest) {
                retests.add(retest);
            }
        }
        return new Facts(tests, retests);
    }

    /** These facts and one more; of the same result the higher version counts. */
    public Facts with(Fact fact) {
        var all = new ArrayList<Fact>(tests);
        all.addAll(retests);
        if (all.stream().anyMatch(known -> known.id().equals(fact.id()) && !replaces(fact, known))) {
            return this;
        }
        all.removeIf(known -> known.id().equals(fact.id()));
        all.add(fact);
        return of(all);
    }

    private static boolean replaces(Fact fact, Fact known) {
        return fact instanceof TestFact test && known instanceof TestFact old && test.version() > old.version();
    }

    private static boolean isPositive(Fact fact) {
        return fact instanceof TestFact test && test.outcome() == Outcome.POSITIVE;
    }

    /** The tests that gave an answer, newest first. */
    public List<TestFact> conclusive() {
        return tests.stream().filter(test -> test.outcome().conclusive()).toList();
    }

    public Optional<TestFact> latestTest() {
        return tests.stream().findFirst();
    }

    @Override
    public String toString() {
        return "Facts";
    }
}
