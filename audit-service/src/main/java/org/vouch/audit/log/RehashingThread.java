package org.vouch.audit.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;

/** Pass after pass, each some time after the one before it; tells by {@code vouch.log.altered} what the last one found. */
@ApplicationScoped
class RehashingThread {
    private static final Logger LOG = Logger.getLogger(RehashingThread.class);

    private final Rehashing rehashing;
    private final LogConfig config;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var made = new Thread(task, "log-rehashing");
        made.setDaemon(true);
        made.setPriority(Thread.MIN_PRIORITY);
        return made;
    });
    private volatile Optional<String> found = Optional.empty();
    private volatile Instant last;

    RehashingThread(Rehashing rehashing, LogConfig config, Clock clock, MeterRegistry meters) {
        this.rehashing = rehashing;
        this.config = config;
        this.clock = clock;
        this.last = clock.instant();
        var unusedAge = Gauge.builder("vouch.log.rehashed.age.seconds", () -> Duration.between(last, clock.instant())
                        .toSeconds())
                .description("Since a pass over all entries came to its end, whatever it found")
                .register(meters);
        var unused = Gauge.builder("vouch.log.altered", () -> found.isPresent() ? 1 : 0)
                .description("1 while entries, tiles or what is shown of them are not what was signed")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        var pause = config.rehash().toMillis();
        var unused = thread.scheduleWithFixedDelay(this::pass, pause, pause, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    private void pass() {
        try {
            var now = rehashing.pass();
            if (now.isPresent() && !now.equals(found)) {
                LOG.errorf("THE LOG WAS ALTERED: %s", now.get());
            }
            found = now;
            last = clock.instant();
        } catch (RuntimeException e) {
            LOG.warnf("the log is not hashed again: %s", Causes.withoutMessages(e));
        }
    }
}
