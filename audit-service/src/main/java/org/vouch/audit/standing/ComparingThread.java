package org.vouch.audit.standing;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;

/** Compares every five seconds. */
@ApplicationScoped
class ComparingThread {
    private static final Logger LOG = Logger.getLogger(ComparingThread.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final ComparingStanding comparing;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var made = new Thread(task, "comparing-standing");
        made.setDaemon(true);
        return made;
    });

    ComparingThread(ComparingStanding comparing, Clock clock) {
        this.comparing = comparing;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        var pause = EVERY.toMillis();
        var unused = thread.scheduleWithFixedDelay(this::round, pause, pause, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    private void round() {
        try {
            // Announcements are written by Hibernate, which wants a Vert.x context.
            VertxContextSupport.subscribeAndAwait(() -> comparing.compare(clock.instant()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (Throwable failure) {
            LOG.warnf("what is obeyed cannot be compared with the log: %s", Causes.withoutMessages(failure));
        }
    }
}
