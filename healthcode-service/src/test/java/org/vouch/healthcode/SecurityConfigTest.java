package org.vouch.healthcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.healthcode.lookup.ProofConfig;
import org.vouch.healthcode.pass.PassConfig;

/** Security values have no default: whoever forgets one gets no service rather than an open one. */
class SecurityConfigTest {
    private static final Map<String, String> COMPLETE = Map.of(
            "vouch.passes.signing-keys", "a",
            "vouch.passes.handle-keyset", "b",
            "vouch.proof.private-keyset", "c");

    @ParameterizedTest
    @ValueSource(strings = {"vouch.passes.signing-keys", "vouch.passes.handle-keyset", "vouch.proof.private-keyset"})
    void withoutOneOfTheKeysNothingStarts(String missing) {
        var rest = new HashMap<>(COMPLETE);
        rest.remove(missing);
        assertThatThrownBy(() -> configured(rest))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining(missing);
        configured(COMPLETE);
    }

    @Test
    void whatIsShippedHoldsNoSecurityValue() throws IOException {
        var shipped = new PropertiesConfigSource(
                Path.of("src/main/resources/application.properties").toUri().toURL());
        assertThat(shipped.getPropertyNames())
                .doesNotContain(
                        "vouch.passes.signing-keys",
                        "vouch.passes.handle-keyset",
                        "vouch.proof.private-keyset",
                        "quarkus.datasource.password",
                        "vouch.service.client-secret");
    }

    private static void configured(Map<String, String> values) {
        var config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(values, "test", 500))
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(PassConfig.class)
                .withMapping(ProofConfig.class)
                .build();
        assertThat(config.getConfigMapping(PassConfig.class).signingKeys()).isNotNull();
        assertThat(config.getConfigMapping(ProofConfig.class).privateKeyset()).isNotNull();
    }
}
