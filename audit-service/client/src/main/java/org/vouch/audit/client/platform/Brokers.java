package org.vouch.audit.client.platform;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How every client of this service reaches Kafka: where it is ({@code kafka.bootstrap.servers}), and by which certificate
 * each knows the other where it listens to nobody else ({@code kafka.security.protocol}, {@code kafka.ssl.*}, {@code
 * kafka.sasl.*}). Without them a client speaks in the clear: so one that is made by hand takes them from here.
 */
@ApplicationScoped
public class Brokers {
    private final Map<String, Object> settings;

    @Inject
    Brokers(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.settings = kafka.entrySet().stream()
                .filter(setting -> reaches(setting.getKey()))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** In the clear, at this address. */
    public static Brokers at(String address) {
        return new Brokers(Map.of("bootstrap.servers", address));
    }

    /** In Kafka's own words; nothing in them but how it is reached. */
    public Map<String, Object> settings() {
        return settings;
    }

    private static boolean reaches(String setting) {
        return setting.equals("bootstrap.servers")
                || setting.equals("security.protocol")
                || setting.startsWith("ssl.")
                || setting.startsWith("sasl.");
    }
}
