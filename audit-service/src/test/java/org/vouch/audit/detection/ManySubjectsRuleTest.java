package org.vouch.audit.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vouch.audit.detection.LookFixture.START;
import static org.vouch.audit.detection.LookFixture.WINDOW;
import static org.vouch.audit.detection.LookFixture.by;
import static org.vouch.audit.detection.LookFixture.looked;
import static org.vouch.audit.detection.LookFixture.rule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.detection.LooksInWindow.Told;
import org.vouch.audit.detection.ManySubjectsRule.Verdict;

class ManySubjectsRuleTest {
    private final ManySubjectsRule rule = rule();

    @ParameterizedTest
    @CsvSource({"RESIDENT, 5", "CHECKPOINT, 60", "COLLECTOR, 60"})
    void isSilentAtTheLimitOfTheKindAndSpeaksAboveIt(CallerKind kind, int limit) {
        assertThat(rule.judge(looked(limit), kind)).isEqualTo(new Verdict.Ordinary());
        var start = START.plusSeconds(limit).minus(WINDOW);
        assertThat(rule.judge(looked(limit + 1), kind)).isEqualTo(new Verdict.Crossed(limit, new Told(start, 1)));
    }

    @ParameterizedTest
    @EnumSource(names = {"LAB", "OFFICER", "SERVICE", "ANONYMOUS", "AUDITOR", "ADMIN"})
    void neverSpeaksOfKindsWithoutALimit(CallerKind kind) {
        assertThat(rule.counts(by(kind, "proxy-lookup"))).isFalse();
        assertThat(rule.judge(looked(64), kind)).isEqualTo(new Verdict.Ordinary());
    }

    @Test
    void doesNotCountPassesThatTheirHoldersShow() {
        assertThat(rule.counts(by(CallerKind.CHECKPOINT, "scan"))).isFalse();
        assertThat(rule.counts(by(CallerKind.CHECKPOINT, "proxy-lookup"))).isTrue();
    }

    @Test
    void speaksOnceAtEachMultipleOfTheLimit() {
        var told = new Told(START, 1);
        assertThat(rule.judge(looked(10).telling(told), CallerKind.RESIDENT)).isEqualTo(new Verdict.Known());
        assertThat(rule.judge(looked(11).telling(told), CallerKind.RESIDENT))
                .isEqualTo(new Verdict.Crossed(5, new Told(START, 2)));
    }
}
