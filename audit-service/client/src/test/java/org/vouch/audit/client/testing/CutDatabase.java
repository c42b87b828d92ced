package org.vouch.audit.client.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.vouch.embedded.Line;
import org.vouch.embedded.TestPlatform;

/**
 * Beside {@link PlatformResource}, with the same {@code database}: the service reaches PostgreSQL by a line that a test
 * cuts and mends. Flyway, which only runs at the start, goes straight.
 */
public class CutDatabase implements QuarkusTestResourceLifecycleManager {
    private String database = "vouch";
    private final AtomicReference<Line> line = new AtomicReference<>();

    /** Injected into fields of this type of a test. */
    public interface DatabaseLine {
        /** As when the server is gone: connections break and are refused. */
        void cut();

        /** As when the server hangs: connections stay and nothing comes back. */
        void stall();

        void mend();
    }

    @Override
    public int order() {
        return 1_000;
    }

    @Override
    public void init(Map<String, String> arguments) {
        database = arguments.getOrDefault("database", database);
    }

    @Override
    public Map<String, String> start() {
        var url = TestPlatform.createDatabase(database).reactiveUrl();
        var port = URI.create(url.substring(url.indexOf("postgresql"))).getPort();
        var opened = Line.to(port);
        line.set(opened);
        return Map.of("quarkus.datasource.reactive.url", url.replace(":" + port, ":" + opened.port()));
    }

    @Override
    public void inject(TestInjector injector) {
        var opened = Objects.requireNonNull(line.get());
        injector.injectIntoFields(
                new DatabaseLine() {
                    @Override
                    public void cut() {
                        opened.cut();
                    }

                    @Override
                    public void stall() {
                        opened.stall();
                    }

                    @Override
                    public void mend() {
                        opened.mend();
                    }
                },
                new TestInjector.MatchesType(DatabaseLine.class));
    }

    @Override
    public void stop() {
        var opened = line.get();
        if (opened != null) {
            opened.close();
        }
    }
}
