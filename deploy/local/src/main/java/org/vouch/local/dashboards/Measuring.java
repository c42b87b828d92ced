package org.vouch.local.dashboards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.vouch.embedded.Ports;
import org.vouch.local.dashboards.Dashboards.Query;
import org.vouch.local.platform.Layout;
import org.vouch.local.platform.Platform;
import org.vouch.local.platform.PortUse;
import org.vouch.local.platform.Terminal;

/** Prometheus beside the platform while it works, and afterwards every question of the dashboards put to it. */
public final class Measuring implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long PAUSE_MILLIS = 500;

    /** Longer than the story takes. */
    private static final String INTERVAL = "10m";

    private final Prometheus prometheus;
    private final List<Query> queries;
    private final Terminal terminal;

    private Measuring(Prometheus prometheus, List<Query> queries, Terminal terminal) {
        this.prometheus = prometheus;
        this.queries = queries;
        this.terminal = terminal;
    }

    public static boolean isPossible() {
        return Prometheus.isInstalled();
    }

    /** From now on; the platform's own end ends it too. */
    public static Measuring begin(Layout layout, Platform platform, Terminal terminal) {
        Path chart = layout.repository().resolve("deploy/helm/vouch/files");
        Path folder = layout.target().resolve("prometheus");
        Prometheus.forget(folder);
        try {
            Prometheus prometheus = Prometheus.start(
                    folder,
                    Ports.free(),
                    PortUse.SERVICES.stream().collect(Collectors.toMap(PortUse::use, PortUse::port)),
                    chart.resolve("rules"));
            platform.remember("Prometheus", prometheus.process());
            return new Measuring(prometheus, Dashboards.queries(chart.resolve("dashboards")), terminal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether every question has an answer with a number in it. */
    public boolean play() {
        terminal.heading("What the dashboards ask");
        List<Query> without = new ArrayList<>(queries);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        without.removeIf(this::isAnswered);
        while (!without.isEmpty() && System.nanoTime() < deadline && paused()) {
            without.removeIf(this::isAnswered);
        }
        for (Query query : without) {
            terminal.line(
                    terminal.bad("  ✗ %s, %s: %s".formatted(query.dashboard(), query.panel(), query.expression())));
        }
        terminal.line("  %s %d of %d queries have data after the story"
                .formatted(
                        without.isEmpty() ? terminal.good("✓") : terminal.bad("✗"),
                        queries.size() - without.size(),
                        queries.size()));
        return without.isEmpty();
    }

    private boolean isAnswered(Query query) {
        return prometheus.values(query.over(INTERVAL)).stream().anyMatch(value -> !value.isNaN());
    }

    /** False where somebody wants it to end. */
    private static boolean paused() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        prometheus.close();
    }
}
