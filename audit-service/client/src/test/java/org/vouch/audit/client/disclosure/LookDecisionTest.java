package org.vouch.audit.client.disclosure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.audit.client.edge.Problems;

class LookDecisionTest {
    private static final Circumstances SOMEBODY = Circumstances.about(new UUID(1, 2));
    private static final Circumstances OTHERS = new Circumstances(new UUID(1, 2), "entry", "the gate", "a proof");

    @Test
    void anotherFormOfTheAnswerLeavesTheDecisionAsItIs() {
        assertThat(LookDecision.granted(SOMEBODY, 7).map(Integer::toHexString))
                .isEqualTo(LookDecision.granted(SOMEBODY, "7"));
        assertThat(LookDecision.withheld(SOMEBODY, 7, "old").map(Integer::toHexString))
                .isEqualTo(LookDecision.withheld(SOMEBODY, "7", "old"));
        var problem = Problems.notFound();
        assertThat(LookDecision.<Integer>refused(SOMEBODY, problem, "unknown").map(Integer::toHexString))
                .isEqualTo(LookDecision.<String>refused(SOMEBODY, problem, "unknown"));
    }

    @Test
    void otherCircumstancesLeaveTheDecisionAsItIs() {
        assertThat(LookDecision.granted(SOMEBODY, 7).about(OTHERS)).isEqualTo(LookDecision.granted(OTHERS, 7));
        assertThat(LookDecision.withheld(SOMEBODY, 7, "old").about(OTHERS))
                .isEqualTo(LookDecision.withheld(OTHERS, 7, "old"));
        var problem = Problems.notFound();
        assertThat(LookDecision.refused(SOMEBODY, problem, "unknown").about(OTHERS))
                .isEqualTo(LookDecision.refused(OTHERS, problem, "unknown"));
    }

    @Test
    void nothingIsGrantedAboutNobodyEvenAfterwards() {
        var granted = LookDecision.granted(SOMEBODY, 7);
        assertThatThrownBy(() -> granted.about(Circumstances.UNKNOWN)).isInstanceOf(IllegalArgumentException.class);
    }
}
