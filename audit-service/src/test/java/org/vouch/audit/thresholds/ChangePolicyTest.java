package org.vouch.audit.thresholds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.audit.thresholds.ChangePolicy.Decision;
import org.vouch.audit.thresholds.ThresholdChange.Approved;

class ChangePolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private final ChangePolicy policy = new ChangePolicy(Duration.ofSeconds(60), Duration.ofHours(24));

    @Test
    void anotherAuditorsApprovalHoldsAMinuteLater() {
        assertThat(approved(policy.approve(proposed("a", 1), Optional.empty(), "auditor-2", NOW)))
                .isEqualTo(new Approved("auditor-2", NOW, 1, NOW.plusSeconds(60), map("a", 1)));
    }

    @Test
    void whatWasChangedBeforeStaysChangedAndNothingHoldsBeforeIt() {
        var earlier = new Approved("auditor-2", NOW, 4, NOW.plusSeconds(90), map("a", 1, "b", 2));
        assertThat(approved(policy.approve(proposed("b", 3), Optional.of(earlier), "auditor-2", NOW)))
                .isEqualTo(new Approved("auditor-2", NOW, 5, NOW.plusSeconds(90), map("a", 1, "b", 3)));
    }

    @Test
    void theSameAuditorCannotAgree() {
        assertThat(policy.approve(proposed("a", 1), Optional.empty(), "auditor-1", NOW))
                .isEqualTo(new Decision.SameAuditor());
    }

    @Test
    void aProposalLapsesAfterADay() {
        var end = NOW.plus(Duration.ofHours(24));
        assertThat(policy.approve(proposed("a", 1), Optional.empty(), "auditor-2", end.minusNanos(1)))
                .isInstanceOf(Decision.Done.class);
        assertThat(policy.approve(proposed("a", 1), Optional.empty(), "auditor-2", end))
                .isEqualTo(new Decision.Lapsed());
    }

    @Test
    void nothingIsAgreedToTwice() {
        var done = (Decision.Done) policy.approve(proposed("a", 1), Optional.empty(), "auditor-2", NOW);
        assertThat(policy.approve(done.after(), Optional.empty(), "auditor-3", NOW))
                .isEqualTo(new Decision.ApprovedBefore());
    }

    private static Approved approved(Decision decision) {
        return Optional.ofNullable(((Decision.Done) decision).after().approved())
                .orElseThrow();
    }

    private static ThresholdChange proposed(String name, double value) {
        return new ThresholdChange(UUID.randomUUID(), map(name, value), "why", "auditor-1", NOW, null);
    }

    private static TreeMap<String, Double> map(Object... pairs) {
        var map = new TreeMap<String, Double>();
        for (var i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], ((Number) pairs[i + 1]).doubleValue());
        }
        return new TreeMap<>(Map.copyOf(map));
    }
}
