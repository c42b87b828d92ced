package org.vouch.audit.notifications;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;

/** Notes, calls and mails round after round, each on a thread of its own: a receiver that is slow holds up no other. */
@ApplicationScoped
class NotifyingThreads {
    private static final Logger LOG = Logger.getLogger(NotifyingThreads.class);
    private static final Duration EVERY = Duration.ofMillis(200);
    private static final Duration EVERY_WITHOUT_ANYBODY = Duration.ofSeconds(10);

    private final Notifying notifying;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(3, task -> {
        var made = new Thread(task, "notifying");
        made.setDaemon(true);
        return made;
    });

    NotifyingThreads(Notifying notifying) {
        this.notifying = notifying;
    }

    private interface Round {
        void run() throws InterruptedException;
    }

    void start(@Observes StartupEvent event) {
        if (!notifying.hasSomebodyToTell()) {
            every(EVERY_WITHOUT_ANYBODY, notifying::make);
            return;
        }
        every(EVERY, notifying::make);
        every(EVERY, notifying::call);
        every(EVERY, notifying::mail);
    }

    void stop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }

    private void every(Duration pause, Round round) {
        var unused = threads.scheduleWithFixedDelay(() -> run(round), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void run(Round round) {
        try {
            round.run();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            LOG.warnf("notifications wait: %s", Causes.withoutMessages(failure));
        }
    }
}
