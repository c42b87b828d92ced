package org.vouch.audit.entries;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;
import org.vouch.audit.producers.TellingFindings;

/**
 * Tells, by {@code vouch.audit.records.missing} per producer, how many records below the highest number that has come
 * in are not there, and tells auditors what is wrong with a producer. Partitions come in at their own pace, so a gap of a moment
 * is ordinary; one below a heartbeat is a record that was suppressed.
 */
@ApplicationScoped
class WatchingNumbers {
    private static final Logger LOG = Logger.getLogger(WatchingNumbers.class);
    private static final Duration EVERY = Duration.ofSeconds(2);

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Much longer than partitions are apart. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private final Numbers numbers;
    private final TellingFindings findings;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, AtomicLong> missing = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var made = new Thread(task, "watching-producers");
        made.setDaemon(true);
        return made;
    });

    WatchingNumbers(Numbers numbers, TellingFindings findings, MeterRegistry meters, Clock clock) {
        this.numbers = numbers;
        this.findings = findings;
        this.meters = meters;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        var pause = EVERY.toMillis();
        var unused = thread.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    /** One look at all that has come in, and its findings told. Blocks. */
    void lookOnce() throws Throwable {
        var now = clock.instant();
        show(numbers.advance(now.minus(LATE), now).await().atMost(PATIENCE));
        // Alerts are stored by Hibernate, which wants a Vert.x context.
        VertxContextSupport.subscribeAndAwait(findings::tell);
    }

    private void look() {
        try {
            lookOnce();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (Throwable failure) {
            LOG.warnf("the records' numbers cannot be watched: %s", Causes.withoutMessages(failure));
        }
    }

    private void show(List<Numbers.Missing> found) {
        for (var one : found) {
            missing.computeIfAbsent(one.producer(), this::gauge).set(one.records());
        }
    }

    private AtomicLong gauge(String producer) {
        var value = new AtomicLong();
        var unused = Gauge.builder("vouch.audit.records.missing", value, AtomicLong::doubleValue)
                .description("Access records below the highest number seen that have not come in")
                .tag("producer", producer)
                .register(meters);
        return value;
    }
}
