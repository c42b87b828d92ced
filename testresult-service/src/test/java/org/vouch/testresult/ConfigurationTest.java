package org.vouch.testresult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Security values have no default: without them the service does not start. */
class ConfigurationTest {
    private static final String MAPPING = "org.vouch.testresult.tubes.healthcode.ServiceClientConfig";

    @Test
    void noSecretIsWrittenDown() throws IOException {
        assertThat(properties().stringPropertyNames())
                .noneMatch(name -> name.matches("(?i).*(secret|password|keyset|signing).*"));
    }

    @Test
    void withoutTheClientSecretItDoesNotStart() throws Exception {
        var mapping = Class.forName(MAPPING);
        assertThatThrownBy(() -> configuration(Map.of()).withMapping(mapping).build())
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("vouch.service.client-secret");
        assertThat(configuration(Map.of("vouch.service.client-secret", "s"))
                        .withMapping(mapping)
                        .build())
                .isNotNull();
    }

    private SmallRyeConfigBuilder configuration(Map<String, String> more) throws IOException {
        var values = new HashMap<String, String>();
        properties().forEach((name, value) -> values.put((String) name, (String) value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(values, "application.properties", 250))
                .withDefaultValues(more);
    }

    private Properties properties() throws IOException {
        var properties = new Properties();
        try (var in = java.nio.file.Files.newInputStream(
                java.nio.file.Path.of("src/main/resources/application.properties"))) {
            properties.load(in);
        }
        return properties;
    }
}
