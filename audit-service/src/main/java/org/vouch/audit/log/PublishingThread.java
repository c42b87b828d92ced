package org.vouch.audit.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;
import org.vouch.audit.log.Publishing.Round;
import org.vouch.log.note.MalformedNote;

/**
 * Publishes round after round, and tells by metrics how far behind it is and whether the tables are what was signed.
 * Whatever fails is tried again: reading the log goes on meanwhile.
 */
@ApplicationScoped
class PublishingThread {
    private static final Logger LOG = Logger.getLogger(PublishingThread.class);

    private final Publishing publishing;
    private final LogConfig config;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        var made = new Thread(task, "log-publishing");
        made.setDaemon(true);
        return made;
    });
    private volatile long entries;
    private volatile long published;
    private volatile Instant publishedAt;
    private volatile boolean disagreement;
    private String told = "";

    PublishingThread(Publishing publishing, LogConfig config, Clock clock, MeterRegistry meters) {
        this.publishing = publishing;
        this.config = config;
        this.clock = clock;
        this.publishedAt = clock.instant();
        gauge(meters, "vouch.log.entries", "Entries of the log", () -> entries);
        gauge(meters, "vouch.log.published", "Entries under the published checkpoint", () -> published);
        gauge(
                meters,
                "vouch.log.checkpoint.age.seconds",
                "Since the checkpoint was published or confirmed",
                () -> Math.max(0, clock.instant().getEpochSecond() - publishedAt.getEpochSecond()));
        gauge(
                meters,
                "vouch.log.disagreement",
                "1 while the tables are not what was signed, or a witness refuses",
                () -> disagreement ? 1 : 0);
    }

    void start(@Observes StartupEvent event) {
        var unused =
                thread.scheduleWithFixedDelay(this::round, 0, config.every().toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    private void round() {
        try {
            take(publishing.round());
        } catch (IOException | RuntimeException | MalformedNote e) {
            tell("the log is not published: " + Causes.withoutMessages(e));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Round round) {
        disagreement = round instanceof Round.Disagreement
                || round instanceof Round.Done done && done.objection().isPresent();
        if (round instanceof Round.Disagreement no) {
            if (!told.equals(no.why())) {
                told = no.why();
                LOG.errorf("THE LOG IS NOT WHAT WAS SIGNED, nothing more is published: %s", no.why());
            }
        } else if (round instanceof Round.TooFewWitnesses few) {
            tell("only %d witnesses cosign: nothing is published".formatted(few.cosigned()));
        } else if (round instanceof Round.Done done) {
            done.objection().ifPresentOrElse(this::tellObjection, () -> told = "");
            entries = done.entries();
            published = done.published();
            publishedAt = done.at();
        }
    }

    /** The quorum signs, and so it is published: one of them may be another's, or may be right. */
    private void tellObjection(String why) {
        if (!told.equals(why)) {
            told = why;
            LOG.errorf("A WITNESS OBJECTS to what the quorum cosigns: %s", why);
        }
    }

    /** Once, not five times a second. */
    private void tell(String what) {
        if (!told.equals(what)) {
            told = what;
            LOG.warn(what);
        }
    }

    private static void gauge(
            MeterRegistry meters, String name, String description, java.util.function.Supplier<Number> value) {
        var unused = Gauge.builder(name, value).description(description).register(meters);
    }
}
