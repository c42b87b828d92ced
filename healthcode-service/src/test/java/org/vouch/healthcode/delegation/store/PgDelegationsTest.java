package org.vouch.healthcode.delegation.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.audit.client.testing.Patience;
import org.vouch.healthcode.delegation.Delegation;
import org.vouch.healthcode.delegation.Scope;
import org.vouch.healthcode.testing.HealthcodeTest;

@HealthcodeTest
class PgDelegationsTest {
    @Inject
    PgDelegations delegations;

    @Inject
    Pool pool;

    @Inject
    Sweeps sweeps;

    @Test
    void oneThatHasEndedIsForgottenADayLater() {
        var recent = taken(Duration.ofHours(23));
        var old = taken(Duration.ofHours(25));
        var unused = sweeps.now().await().atMost(Patience.LONG);
        assertThat(there(recent)).isTrue();
        assertThat(there(old)).isFalse();
    }

    private UUID taken(Duration endedBefore) {
        var delegation = new Delegation(
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                List.of(Scope.CODE),
                Instant.now().minus(endedBefore));
        delegations.grant(pool, delegation).await().atMost(Patience.LONG);
        assertThat(there(delegation.id())).isTrue();
        return delegation.id();
    }

    private boolean there(UUID delegation) {
        return delegations.find(delegation).await().atMost(Patience.LONG).isPresent();
    }
}
