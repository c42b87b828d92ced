package org.vouch.healthcode.policy;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofNanos;
import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.healthcode.facts.FactFixture.NOW;
import static org.vouch.healthcode.facts.FactFixture.aNegative;
import static org.vouch.healthcode.facts.FactFixture.aPositive;
import static org.vouch.healthcode.facts.FactFixture.aRetest;
import static org.vouch.healthcode.facts.FactFixture.aTest;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vouch.healthcode.facts.Fact;
import org.vouch.healthcode.facts.Fact.TestFact;
import org.vouch.healthcode.facts.Facts;
import org.vouch.healthcode.facts.Outcome;

@SuppressWarnings("CanonicalDuration") // The rules are told in hours.
class BaselinePolicyTest {
    private static final Duration TICK = ofNanos(1_000);
    private final Policy baseline = PolicyFixture.baseline();

    @Test
    void nothingKnownIsUnknownForEver() {
        var decision = baseline.decide(Facts.NONE, NOW);
        assertThat(decision.colour()).isEqualTo(Colour.UNKNOWN);
        assertThat(decision.reasons()).extracting(Reason::rule).containsExactly("nothing-known");
        assertThat(decision.latestTest()).isNull();
        assertThat(decision.validUntil()).isNull();
        assertThat(decision.policy()).isEqualTo(new PolicyId("baseline", 2));
    }

    @Test
    void staysGreenUntilTheLastInstantOfValidityAndNotAfter() {
        assertThat(colour(aNegative(ofHours(72).minus(TICK)))).isEqualTo(Colour.GREEN);
        assertThat(colour(aNegative(ofHours(72)))).isEqualTo(Colour.YELLOW);
    }

    @Test
    void aGreenTellsWhenItEnds() {
        var negative = aNegative(ofHours(5));
        assertThat(decide(negative).validUntil()).isEqualTo(negative.sampledAt().plus(ofHours(72)));
    }

    @Test
    void ofTwoNegativesTheLaterOneTellsWhenGreenEnds() {
        var later = aNegative(ofHours(5));
        assertThat(decide(aNegative(ofHours(60)), later).validUntil())
                .isEqualTo(later.sampledAt().plus(ofHours(72)));
    }

    @Test
    void theColourAtValidUntilIsAnotherAndJustBeforeItIsTheSame() {
        var facts = Facts.of(List.of(aNegative(ofHours(1)), aTest(Outcome.INVALID, ofMinutes(1))));
        var decision = baseline.decide(facts, NOW);
        var end = java.util.Objects.requireNonNull(decision.validUntil());
        assertThat(baseline.decide(facts, end.minus(TICK)).colour()).isEqualTo(decision.colour());
        assertThat(baseline.decide(facts, end).colour()).isNotEqualTo(decision.colour());
    }

    @Test
    void redAndYellowDoNotEndByTimeAlone() {
        assertThat(decide(aPositive(ofHours(1))).validUntil()).isNull();
        assertThat(decide(aNegative(ofHours(80))).validUntil()).isNull();
        assertThat(decide(aRetest(ofHours(1))).validUntil()).isNull();
    }

    @Test
    void aPositiveIsRedHoweverOldUntilALaterNegative() {
        assertThat(colour(aPositive(ofHours(2_000)))).isEqualTo(Colour.RED);
        assertThat(colour(aNegative(ofHours(3)), aPositive(ofHours(2)))).isEqualTo(Colour.RED);
        assertThat(colour(aPositive(ofHours(3)), aNegative(ofHours(2)))).isEqualTo(Colour.GREEN);
    }

    @Test
    void whatGaveNoAnswerNeitherClearsNorCounts() {
        assertThat(colour(aPositive(ofHours(3)), aTest(Outcome.INCONCLUSIVE, ofHours(1))))
                .isEqualTo(Colour.RED);
        assertThat(colour(aNegative(ofHours(3)), aTest(Outcome.INVALID, ofHours(1))))
                .isEqualTo(Colour.GREEN);
        assertThat(colour(aTest(Outcome.INCONCLUSIVE, ofHours(1)))).isEqualTo(Colour.YELLOW);
    }

    @Test
    void aRetestIsYellowUntilATestSampledAfterIt() {
        assertThat(colour(aNegative(ofHours(30)), aRetest(ofHours(2)))).isEqualTo(Colour.YELLOW);
        assertThat(colour(aRetest(ofHours(2)), aNegative(ofHours(2)))).isEqualTo(Colour.YELLOW);
        assertThat(colour(aRetest(ofHours(2)), aNegative(ofHours(2).minus(TICK))))
                .isEqualTo(Colour.GREEN);
        assertThat(colour(aRetest(ofHours(2)), aPositive(ofHours(1)))).isEqualTo(Colour.RED);
    }

    @Test
    void everyRuleOfTheColourThatHoldsIsAReason() {
        assertThat(decide(aNegative(ofHours(100)), aRetest(ofHours(2))).reasons())
                .extracting(Reason::rule)
                .containsExactly("retest-required", "no-recent-negative");
    }

    @ParameterizedTest
    @MethodSource
    void theWindowIsTheShortestThatTheAgeIsBelow(Duration age, @Nullable Duration window) {
        var latest = java.util.Objects.requireNonNull(decide(aNegative(age)).latestTest());
        assertThat(latest.window()).isEqualTo(window);
    }

    static Stream<Arguments> theWindowIsTheShortestThatTheAgeIsBelow() {
        return Stream.of(
                Arguments.of(Duration.ZERO, ofHours(24)),
                Arguments.of(ofHours(24).minus(TICK), ofHours(24)),
                Arguments.of(ofHours(24), ofHours(48)),
                Arguments.of(ofHours(48).minus(TICK), ofHours(48)),
                Arguments.of(ofHours(48), ofHours(72)),
                Arguments.of(ofHours(72).minus(TICK), ofHours(72)),
                Arguments.of(ofHours(72), null));
    }

    @Test
    void aSampleFromTheFutureCountsOnlyOnceItsTimeHasCome() {
        assertThat(colour(aNegative(Moment.SITES_AHEAD_BY.negated()))).isEqualTo(Colour.GREEN);
        var ahead = aNegative(Moment.SITES_AHEAD_BY.negated().minus(TICK));
        assertThat(colour(ahead)).isEqualTo(Colour.YELLOW);
        assertThat(decide(ahead).validUntil()).isEqualTo(NOW.plus(TICK));
    }

    @Test
    void whatASiteWithAClockThatIsAheadReportsAtOnceIsGreenAtOnceAndUntilTheEnd() {
        var negative = aNegative(ofMinutes(-4));
        assertThat(colour(negative)).isEqualTo(Colour.GREEN);
        assertThat(decide(negative).validUntil()).isEqualTo(negative.sampledAt().plus(ofHours(72)));
        assertThat(colour(aPositive(ofHours(30)), negative)).isEqualTo(Colour.GREEN);
    }

    @Test
    void aNegativeOfTheSameInstantDoesNotTakeAPositiveAwayWhicheverIsReportedLater() {
        var positive = aPositive(ofHours(3));
        for (var minutes : new int[] {-5, 0, 5}) {
            var negative = new TestFact(
                    UUID.randomUUID(),
                    Outcome.NEGATIVE,
                    positive.sampledAt(),
                    positive.reportedAt().plus(ofMinutes(minutes)),
                    1);
            assertThat(colour(positive, negative)).isEqualTo(Colour.RED);
            assertThat(colour(negative, positive)).isEqualTo(Colour.RED);
        }
    }

    /** What a person is told is what the rules ask: a result does not say whether its tube held other samples too. */
    @Test
    void nobodyIsToldThatOnlyATestOfTheirOwnSampleClears() {
        assertThat(baseline.rules())
                .filteredOn(rule -> Set.of("positive", "retest-required").contains(rule.name()))
                .hasSize(2)
                .allSatisfy(rule -> assertThat(rule.reason().clears()).contains("alone or in a pool"));
    }

    @Test
    void decidesTheSameAgain() {
        var facts = Facts.of(List.of(aNegative(ofHours(1)), aPositive(ofHours(90)), aRetest(ofHours(50))));
        assertThat(baseline.decide(facts, NOW)).isEqualTo(baseline.decide(facts, NOW));
    }

    private Colour colour(Fact... facts) {
        return decide(facts).colour();
    }

    private Decision decide(Fact... facts) {
        return baseline.decide(Facts.of(List.of(facts)), NOW);
    }
}
