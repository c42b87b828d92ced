package org.vouch.identity.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.identity.testing.ServiceTest;

/** What is allowed when, on the real table. */
@ServiceTest
class AttemptsInPostgresTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @Inject
    Attempts attempts;

    private final byte[] document = document();

    @Test
    void fiveAreFreeAndTheRestWaits() {
        for (var i = 0; i < Attempts.FREE; i++) {
            assertThat(begin(NOW)).isTrue();
        }
        assertThat(begin(NOW)).isFalse();
        assertThat(begin(NOW.plusMillis(29_999))).isFalse();
        assertThat(begin(NOW.plusSeconds(30))).isTrue();
        assertThat(begin(NOW.plusSeconds(30))).isFalse();
        assertThat(begin(NOW.plusSeconds(60))).isTrue();
    }

    @Test
    void aSuccessBeginsAnew() {
        for (var i = 0; i < Attempts.FREE; i++) {
            assertThat(begin(NOW)).isTrue();
        }
        attempts.succeeded(document).await().atMost(Patience.LONG);
        for (var i = 0; i < Attempts.FREE; i++) {
            assertThat(begin(NOW)).isTrue();
        }
        assertThat(begin(NOW)).isFalse();
    }

    @Test
    void afterFiftyItIsClosedUntilItIsReopened() {
        var last = failed(Attempts.MOST);
        assertThat(begin(last.plus(Attempts.DELAY))).isFalse();
        assertThat(begin(last.plus(Duration.ofDays(400)))).isFalse();
        attempts.reopen(document).await().atMost(Patience.LONG);
        assertThat(begin(last)).isTrue();
    }

    @Test
    void aDayWithoutAnAttemptIsForgotten() {
        var last = failed(Attempts.MOST - 1);
        var nextDay = last.plus(Attempts.FORGOTTEN_AFTER);
        for (var i = 0; i < Attempts.FREE; i++) {
            assertThat(begin(nextDay)).isTrue();
        }
        assertThat(begin(nextDay)).isFalse();
    }

    @Test
    void anothersFailuresCostNothing() {
        failed(Attempts.MOST);
        assertThat(attempts.begin(document(), NOW).await().atMost(Patience.LONG))
                .isTrue();
    }

    @Test
    void ofManyAtOnceNoMoreThanFiveAreTried() {
        var begun = Multi.createFrom()
                .range(0, 40)
                .onItem()
                .transformToUniAndMerge(i -> attempts.begin(document, NOW))
                .filter(allowed -> allowed)
                .collect()
                .asList()
                .await()
                .atMost(Patience.LONG);
        assertThat(begun).hasSize(Attempts.FREE);
    }

    /** So many, each as soon as it is allowed; the time of the last. */
    private Instant failed(int times) {
        var at = NOW;
        for (var i = 0; i < times; i++) {
            at = i < Attempts.FREE ? at : at.plus(Attempts.DELAY);
            assertThat(begin(at)).isTrue();
        }
        return at;
    }

    private boolean begin(Instant at) {
        Uni<Boolean> begun = attempts.begin(document, at);
        return begun.await().atMost(Patience.LONG);
    }

    private static byte[] document() {
        var index = new byte[32];
        new SecureRandom().nextBytes(index);
        return index;
    }
}
