package org.vouch.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.vouch.audit.log.LogConfig;
import org.vouch.audit.pseudonym.PseudonymConfig;

/** What the service ships with starts nothing that is open. */
class ConfigurationTest {
    @Test
    void noKeyAndNoPasswordIsShipped() throws IOException {
        var shipped = new Properties();
        try (var in = ConfigurationTest.class.getResourceAsStream("/application.properties")) {
            shipped.load(in);
        }
        assertThat(shipped.stringPropertyNames())
                .noneMatch(name -> name.contains("keyset")
                        || name.contains("password")
                        || name.contains("secret")
                        || name.startsWith("vouch.log.signer")
                        || name.startsWith("vouch.log.witnesses"));
    }

    @Test
    void withoutThePseudonymKeyNothingStarts() throws IOException {
        var shipped = new PropertiesConfigSource(
                Path.of("src/main/resources/application.properties").toUri().toURL());
        assertThat(PseudonymConfig.class.getAnnotation(ConfigMapping.class).prefix())
                .isEqualTo("vouch.pseudonyms");
        var builder = new SmallRyeConfigBuilder().withSources(shipped).withMapping(PseudonymConfig.class);
        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("vouch.pseudonyms.keyset");
    }

    @Test
    void withoutTheLogsKeysNothingStarts() throws IOException {
        var shipped = new PropertiesConfigSource(
                Path.of("src/main/resources/application.properties").toUri().toURL());
        var builder = new SmallRyeConfigBuilder().withSources(shipped).withMapping(LogConfig.class);
        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("vouch.log.seal-keyset")
                .hasMessageContaining("vouch.log.signer.token")
                .hasMessageContaining("vouch.log.signer.key")
                .hasMessageContaining("vouch.log.quorum");
    }
}
