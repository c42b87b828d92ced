package org.vouch.identity.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.identity.attempt.Paces.Pace;
import org.vouch.identity.testing.ServiceTest;

/** Three at once and one in a minute, on the real table. */
@ServiceTest
class PacesInPostgresTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Pace PACE = new Pace(3, Duration.ofMinutes(1));

    @Inject
    Paces paces;

    private final byte[] source = source();

    @Test
    void threeAreFreeAndThenOneInAMinute() {
        for (var i = 0; i < 3; i++) {
            assertThat(take(NOW)).isEmpty();
        }
        assertThat(take(NOW)).contains(Duration.ofMinutes(1));
        assertThat(take(NOW.plusMillis(59_999))).contains(Duration.ofMillis(1));
        assertThat(take(NOW.plusSeconds(60))).isEmpty();
        assertThat(take(NOW.plusSeconds(60))).contains(Duration.ofMinutes(1));
    }

    @Test
    void whatIsRefusedCostsNothing() {
        for (var i = 0; i < 10; i++) {
            take(NOW);
        }
        assertThat(take(NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void whoWaitsLongHasNoMoreThanAllFree() {
        take(NOW);
        var later = NOW.plus(Duration.ofDays(1));
        for (var i = 0; i < 3; i++) {
            assertThat(take(later)).isEmpty();
        }
        assertThat(take(later)).isPresent();
    }

    @Test
    void aSuccessIsGivenBack() {
        for (var i = 0; i < 20; i++) {
            assertThat(take(NOW)).isEmpty();
            paces.giveBack(source, PACE).await().atMost(Patience.LONG);
        }
        for (var i = 0; i < 3; i++) {
            assertThat(take(NOW)).isEmpty();
        }
        assertThat(take(NOW)).isPresent();
    }

    @Test
    void anothersFailuresCostNothing() {
        for (var i = 0; i < 4; i++) {
            take(NOW);
        }
        assertThat(paces.take(source(), PACE, NOW).await().atMost(Patience.LONG))
                .isEmpty();
    }

    @Test
    void ofManyAtOnceThreeAreTaken() {
        var taken = Multi.createFrom()
                .range(0, 40)
                .onItem()
                .transformToUniAndMerge(i -> paces.take(source, PACE, NOW))
                .filter(Optional::isEmpty)
                .collect()
                .asList()
                .await()
                .atMost(Patience.LONG);
        assertThat(taken).hasSize(3);
    }

    private Optional<Duration> take(Instant now) {
        return paces.take(source, PACE, now).await().atMost(Patience.LONG);
    }

    private static byte[] source() {
        var name = new byte[32];
        new SecureRandom().nextBytes(name);
        return name;
    }
}
