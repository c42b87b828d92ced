package org.vouch.healthcode.pass;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What would make every pass fail ends the start instead: see {@link IssuingPass#check}. */
class PassConfigTest {
    @ParameterizedTest
    @CsvSource({"1s, 1s", "60s, 60s", "60s, 1s", "20s, 20s"})
    void startsWithinTheBounds(String life, String refreshAfter) {
        assertThatCode(() -> IssuingPass.check(configured(life, refreshAfter))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "61s, 30s, vouch.passes.life",
        "60001ms, 30s, vouch.passes.life",
        "999ms, 1s, vouch.passes.life",
        "0s, 0s, vouch.passes.life",
        "-5s, -6s, vouch.passes.life",
        "20s, 21s, vouch.passes.refresh-after",
        "20s, 0s, vouch.passes.refresh-after",
        "20s, -5s, vouch.passes.refresh-after"
    })
    void doesNotStartOutsideOfThem(String life, String refreshAfter, String named) {
        assertThatThrownBy(() -> IssuingPass.check(configured(life, refreshAfter)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(named);
    }

    private static PassConfig configured(String life, String refreshAfter) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "vouch.passes.signing-keys",
                                "a",
                                "vouch.passes.handle-keyset",
                                "b",
                                "vouch.passes.life",
                                life,
                                "vouch.passes.refresh-after",
                                refreshAfter),
                        "test",
                        500))
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(PassConfig.class)
                .build()
                .getConfigMapping(PassConfig.class);
    }
}
