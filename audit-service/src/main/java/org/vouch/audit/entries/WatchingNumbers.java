package org.vouch.audit.entries;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.edge.Causes;

/**
 * Tells, by {@code vouch.audit.records.missing} per producer, how many records below the highest number that has come
 * in are not there. Partitions come in at their own pace, so a gap of a moment is ordinary; one that lasts is a record
 * that was suppressed.
 */
@ApplicationScoped
class WatchingNumbers {
    private static final Logger LOG = Logger.getLogger(WatchingNumbers.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    /** Much longer than partitions are apart. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private final Numbers numbers;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, AtomicLong> missing = new ConcurrentHashMap<>();
    private volatile @Nullable Cancellable watching;

    WatchingNumbers(Numbers numbers, MeterRegistry meters, Clock clock) {
        this.numbers = numbers;
        this.meters = meters;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        watching = Multi.createFrom()
                .ticks()
                .every(EVERY)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> look())
                .subscribe()
                .with(seen -> LOG.trace("numbers seen"));
    }

    void stop(@Observes ShutdownEvent event) {
        var running = watching;
        if (running != null) {
            running.cancel();
        }
    }

    private Uni<List<Numbers.Missing>> look() {
        var now = clock.instant();
        return numbers.advance(now.minus(LATE), now)
                .invoke(this::show)
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("the records' numbers cannot be watched: %s", Causes.withoutMessages(failure)))
                .onFailure()
                .recoverWithItem(List.of());
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
