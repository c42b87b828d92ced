package org.vouch.healthcode.lookup;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A life that no proof has, or almost every one, ends the start: see {@link PresenceProofs#check}. */
class ProofConfigTest {
    @ParameterizedTest
    @ValueSource(longs = {1_000, 60_000})
    void startsWithinTheBounds(long millis) {
        assertThatCode(() -> PresenceProofs.check(new Configured(Duration.ofMillis(millis))))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(longs = {-1_000, 0, 999, 60_001})
    void doesNotStartOutsideOfThem(long millis) {
        assertThatThrownBy(() -> PresenceProofs.check(new Configured(Duration.ofMillis(millis))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("vouch.proof.longest-life");
    }

    private record Configured(Duration longestLife) implements ProofConfig {
        @Override
        public Path privateKeyset() {
            return Path.of("unused");
        }
    }
}
