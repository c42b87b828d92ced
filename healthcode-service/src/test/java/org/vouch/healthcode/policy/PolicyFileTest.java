package org.vouch.healthcode.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vouch.healthcode.facts.FactFixture.NOW;
import static org.vouch.healthcode.facts.FactFixture.aNegative;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vouch.healthcode.facts.Facts;

class PolicyFileTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "visits.size() > 0 | undeclared reference to 'visits'",
                "tests[0].colour == 'red' | undefined field 'colour'",
                "tests.exists(t, t.sampledAt > 72) | no matching overload",
                "tests.exists(t, t.within('72h')) | no matching overload",
                "tests.size() | expected type 'bool' but found 'int'",
                "now > tests[0].sampledAt | undeclared reference to 'now'",
                "tests.exists(t, | mismatched input",
            })
    void aConditionThatDoesNotTypeCheckFailsToLoadWithItsPlace(String when, String defect) {
        assertThatThrownBy(() -> PolicyFile.read("tried.yaml", PolicyFixture.withCondition(when)))
                .isInstanceOf(PolicyRejected.class)
                .hasMessageContaining("tried.yaml rules[1].when (two): line 1 column")
                .hasMessageContaining(defect);
    }

    @Test
    void aConditionThatFailsWhereNothingIsKnownFailsToLoad() {
        assertThatThrownBy(() -> PolicyFile.read("tried.yaml", PolicyFixture.withCondition("tests[0].negative")))
                .isInstanceOf(PolicyRejected.class)
                .hasMessageContaining("rules[1].when (two) cannot be evaluated");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "colour: red | colour: purple | rules[1].colour: is one of green, yellow, red, unknown",
                "rule: two | rule: one | rules[1].rule: two rules have one name",
                "text: Tried. | text: '' | rules[1].text: is missing",
                "text: Tried. | test: Tried. | rules[1].test line 5",
                "version: 1 | version: first | version line 2",
                "id: tried | name: tried | tried.yaml name line",
                "id: tried | version: 2 | line 2",
                "rule: none, | rule: none, when: 'true', | otherwise.when: what holds otherwise has no condition",
            })
    void aFileThatIsNotAPolicyFailsToLoadWithItsPlace(String sound, String defective, String place) {
        var file = PolicyFixture.withCondition("false").replace(sound, defective);
        assertThatThrownBy(() -> PolicyFile.read("tried.yaml", file))
                .isInstanceOf(PolicyRejected.class)
                .hasMessageContaining("tried.yaml")
                .hasMessageContaining(place);
    }

    @ParameterizedTest
    @CsvSource({"''", "'[]'", "'42'", "'rules: []'", "'a: &x [*x]'"})
    void whatIsNoPolicyAtAllFailsToLoad(String text) {
        assertThatThrownBy(() -> PolicyFile.read("tried.yaml", text)).isInstanceOf(PolicyRejected.class);
    }

    @Test
    void theNextChangeIsFoundForComputedSpansToo() {
        var policy = PolicyFile.read(
                "tried.yaml",
                """
                id: tried
                version: 3
                rules:
                  - {rule: a, colour: red, text: A., when: "tests.exists(t, !t.within(duration('24h') + duration('30m')))"}
                  - {rule: b, colour: green, text: B., when: "tests.exists(t, t.within(duration('1h')))"}
                  - {rule: c, colour: green, text: C., when: "tests.exists(t, t.within(duration('2h')))"}
                otherwise: {rule: none, colour: unknown, text: Nothing.}
                """);
        var facts = Facts.of(List.of(aNegative(Duration.ZERO)));
        assertThat(policy.decide(facts, NOW).validUntil()).isEqualTo(NOW.plus(Duration.ofHours(2)));
        assertThat(policy.decide(facts, NOW.plus(Duration.ofHours(2))).validUntil())
                .isEqualTo(NOW.plus(Duration.ofMinutes(24 * 60 + 30)));
    }
}
