package org.vouch.audit.client.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.vouch.embedded.TestPlatform;

/**
 * Gives a service under test the real PostgreSQL and Kafka of this JVM and the keys of {@link TestTokens}.
 * {@code @WithTestResource(value = PlatformResource.class, initArgs = @ResourceArg(name = "database", value = "…"))}
 */
public class PlatformResource implements QuarkusTestResourceLifecycleManager {
    private String database = "vouch";

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.getOrDefault("database", database);
    }

    @Override
    public Map<String, String> start() {
        var made = TestPlatform.createDatabase(database);
        return Map.of(
                "quarkus.datasource.username", made.username(),
                "quarkus.datasource.password", made.password(),
                "quarkus.datasource.reactive.url", made.reactiveUrl(),
                "quarkus.datasource.jdbc.url", made.jdbcUrl(),
                "kafka.bootstrap.servers", TestPlatform.bootstrapServers(),
                "vouch.idempotency.secret", "for tests alone, at least 32 characters",
                "vouch.tokens.keys-url", TestTokens.keysUrl().toString(),
                // Every trace is recorded, and goes to Spans instead.
                "vouch.tracing.endpoint", "http://localhost:1",
                "vouch.tracing.ratio", "1");
    }

    @Override
    public void stop() {
        // The servers are the JVM's: other test classes go on with them.
    }
}
