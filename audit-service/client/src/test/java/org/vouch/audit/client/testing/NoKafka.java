package org.vouch.audit.client.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Beside {@link PlatformResource}: Kafka is away since before the start, for nobody listens at port 1. */
public class NoKafka implements QuarkusTestResourceLifecycleManager {

    /** Another start of the service, for the tests without Kafka alone. */
    public static class Alone implements QuarkusTestProfile {}

    @Override
    public int order() {
        return 1_000;
    }

    @Override
    public Map<String, String> start() {
        return Map.of("kafka.bootstrap.servers", "localhost:1");
    }

    @Override
    public void stop() {}
}
