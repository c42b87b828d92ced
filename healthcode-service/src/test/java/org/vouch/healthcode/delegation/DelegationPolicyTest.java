package org.vouch.healthcode.delegation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vouch.healthcode.delegation.DelegationPolicy.Decision;
import org.vouch.healthcode.delegation.Delegations.Told;

class DelegationPolicyTest {
    private static final UUID HELPER = UUID.randomUUID();
    private static final Instant END = Instant.parse("2027-05-01T00:00:00Z");

    @Test
    void allowsItsHelperWithinItsScopeUntilTheLastInstantBeforeItsEnd() {
        assertThat(decide(told(false), HELPER, Scope.CODE, END.minusNanos(1))).isEqualTo(new Decision.Allowed());
        assertThat(decide(told(false), HELPER, Scope.CODE, END)).isEqualTo(new Decision.Refused("ended"));
    }

    @Test
    void refusesEverythingElse() {
        var before = END.minusSeconds(1);
        assertThat(decide(null, HELPER, Scope.CODE, before)).isEqualTo(new Decision.Refused("no-such-delegation"));
        assertThat(decide(told(false), UUID.randomUUID(), Scope.CODE, before))
                .isEqualTo(new Decision.Refused("other-helper"));
        assertThat(decide(told(true), HELPER, Scope.CODE, before)).isEqualTo(new Decision.Refused("revoked"));
        assertThat(decide(told(false), HELPER, Scope.RESULTS, before)).isEqualTo(new Decision.Refused("out-of-scope"));
    }

    private static Decision decide(@Nullable Told told, UUID caller, Scope wanted, Instant now) {
        return DelegationPolicy.decide(told, caller, wanted, now);
    }

    private static Told told(boolean revoked) {
        return new Told(
                new Delegation(UUID.randomUUID(), HELPER, UUID.randomUUID(), List.of(Scope.CODE), END), revoked);
    }
}
