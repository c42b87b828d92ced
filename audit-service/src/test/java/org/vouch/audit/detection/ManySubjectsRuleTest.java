package org.vouch.audit.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vouch.audit.detection.LookFixture.START;
import static org.vouch.audit.detection.LookFixture.WINDOW;
import static org.vouch.audit.detection.LookFixture.by;
import static org.vouch.audit.detection.LookFixture.looked;
import static org.vouch.audit.detection.LookFixture.rule;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.detection.LooksInWindow.Told;
import org.vouch.audit.detection.ManySubjectsRule.Limits;
import org.vouch.audit.detection.ManySubjectsRule.Verdict;

class ManySubjectsRuleTest {
    private final ManySubjectsRule rule = rule();

    @ParameterizedTest
    @CsvSource({"RESIDENT, 5", "CHECKPOINT, 60"})
    void isSilentAtTheLimitOfTheKindAndSpeaksAboveIt(CallerKind kind, int limit) {
        assertThat(rule.judge(looked(limit), kind)).isEqualTo(new Verdict.Ordinary());
        var start = START.plusSeconds(limit).minus(WINDOW);
        assertThat(rule.judge(looked(limit + 1), kind)).isEqualTo(new Verdict.Crossed(limit, new Told(start, 1)));
    }

    @ParameterizedTest
    @EnumSource(names = {"COLLECTOR", "LAB", "OFFICER", "SERVICE", "ANONYMOUS", "AUDITOR", "ADMIN"})
    void neverSpeaksOfKindsWithoutALimit(CallerKind kind) {
        assertThat(rule.counts(by(kind, "proxy-lookup"))).isFalse();
        assertThat(rule.judge(looked(64), kind)).isEqualTo(new Verdict.Ordinary());
    }

    @Test
    void doesNotCountPassesThatTheirHoldersShow() {
        assertThat(rule.counts(by(CallerKind.CHECKPOINT, "scan"))).isFalse();
        assertThat(rule.counts(by(CallerKind.CHECKPOINT, "proxy-lookup"))).isTrue();
    }

    /** At most 64 subjects are kept: above that no multiple of a limit of 60 can be seen. */
    @Test
    void speaksAgainOfACrossingThatGoesOnForAWholeWindowAndNotBefore() {
        var looks = looked(64);
        var told = new Told(looks.newest().minus(WINDOW), 1);
        var almost = new Told(looks.newest().minus(WINDOW.multipliedBy(2)).plusNanos(1_000), 1);
        var over = new Told(looks.newest().minus(WINDOW.multipliedBy(2)), 1);

        assertThat(rule.judge(looks.telling(told), CallerKind.CHECKPOINT)).isEqualTo(new Verdict.Known());
        assertThat(rule.judge(looks.telling(almost), CallerKind.CHECKPOINT)).isEqualTo(new Verdict.Known());
        assertThat(rule.judge(looks.telling(over), CallerKind.CHECKPOINT))
                .isEqualTo(new Verdict.Crossed(60, new Told(looks.newest().minus(WINDOW), 1)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 64, 100})
    void aLimitThatIsNeverCrossedIsRefusedForEveryKind(int limit) {
        var usual = OptionalInt.of(5);
        var wrong = OptionalInt.of(limit);
        assertThatThrownBy(() -> new Limits(wrong, usual, usual, usual)).hasMessageContaining("1 to 63");
        assertThatThrownBy(() -> new Limits(usual, wrong, usual, usual)).hasMessageContaining("1 to 63");
        assertThatThrownBy(() -> new Limits(usual, usual, wrong, usual)).hasMessageContaining("1 to 63");
        assertThatThrownBy(() -> new Limits(usual, usual, usual, wrong)).hasMessageContaining("1 to 63");
    }

    @Test
    void aWindowThatHoldsNothingIsRefused() {
        var limits = new Limits(OptionalInt.of(1), OptionalInt.of(63), OptionalInt.empty(), OptionalInt.empty());
        assertThatThrownBy(() -> new ManySubjectsRule(Duration.ZERO, limits, Set.of()))
                .hasMessageContaining("window");
    }

    @Test
    void speaksOnceAtEachMultipleOfTheLimit() {
        var told = new Told(START, 1);
        assertThat(rule.judge(looked(10).telling(told), CallerKind.RESIDENT)).isEqualTo(new Verdict.Known());
        assertThat(rule.judge(looked(11).telling(told), CallerKind.RESIDENT))
                .isEqualTo(new Verdict.Crossed(5, new Told(START, 2)));
    }
}
