package org.vouch.identity.testing;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.validator.BeanValidationConfigValidatorImpl;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A typed configuration as the service reads and checks it at its start. */
public final class Settings {
    private Settings() {}

    /** From lines of {@code key=value}; whatever stops the start fails. */
    public static <T> T of(Class<T> mapping, String... lines) {
        var values = Arrays.stream(lines)
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1]));
        return new SmallRyeConfigBuilder()
                .withMapping(mapping)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withValidator(new BeanValidationConfigValidatorImpl())
                .withMappingIgnore("vouch.**")
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(mapping);
    }
}
