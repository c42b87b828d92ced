package org.vouch.audit.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the service ships with tells nobody; half a receiver is none. */
class NotificationConfigTest {
    @Test
    void nobodyIsToldUnlessConfigured() throws Exception {
        var shipped = new PropertiesConfigSource(
                Path.of("src/main/resources/application.properties").toUri().toURL());
        var config = new SmallRyeConfigBuilder()
                .withSources(shipped)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(NotificationConfig.class)
                .build()
                .getConfigMapping(NotificationConfig.class);
        assertThat(config.webhook()).isEmpty();
        assertThat(config.mail()).isEmpty();
        var whole = config.retries().stream().reduce(Duration.ZERO, Duration::plus);
        assertThat(whole).isBetween(Duration.ofDays(3), Duration.ofDays(4));
    }

    @Test
    void aWebhookWithoutASecretDoesNotStart() {
        var builder = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(
                        Map.of("vouch.notifications.webhook.url", "https://example.org"), "test", 500))
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(NotificationConfig.class);
        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("vouch.notifications.webhook.secret");
    }
}
