package org.vouch.healthcode.lookup.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.platform.Sweeps;
import org.vouch.audit.client.testing.Patience;
import org.vouch.healthcode.testing.HealthcodeTest;

@HealthcodeTest
class PgSpentProofsTest {
    @Inject
    PgSpentProofs spent;

    @Inject
    Sweeps sweeps;

    @Test
    void aProofIsForgottenOnlyWellAfterItsExpiry() {
        var recent = UUID.randomUUID().toString();
        var old = UUID.randomUUID().toString();
        assertThat(spend(recent, Instant.now().minus(Duration.ofHours(5).minusMinutes(1))))
                .isTrue();
        assertThat(spend(old, Instant.now().minus(Duration.ofHours(5).plusMinutes(1))))
                .isTrue();
        var unused = sweeps.now().await().atMost(Patience.LONG);
        assertThat(spend(recent, Instant.now())).isFalse();
        assertThat(spend(old, Instant.now())).isTrue();
    }

    private boolean spend(String proof, Instant expiresAt) {
        return spent.spend(proof, expiresAt).await().atMost(Patience.LONG);
    }
}
