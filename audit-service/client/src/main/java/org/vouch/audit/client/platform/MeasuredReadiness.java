package org.vouch.audit.client.platform;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.SmallRyeHealthReporter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;

/**
 * Tells by {@code vouch.ready} whether this replica is ready, as a gateway finds it. What a gateway keeps from a replica that is not
 * comes to no count of requests or errors here: without this, a service that serves nobody would look like a quiet one.
 */
@ApplicationScoped
class MeasuredReadiness {
    private static final Logger LOG = Logger.getLogger(MeasuredReadiness.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    /** Whoever asks gives up then, too. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(3);

    private final SmallRyeHealthReporter health;
    private volatile boolean ready;

    MeasuredReadiness(SmallRyeHealthReporter health) {
        this.health = health;
    }

    void start(@Observes StartupEvent event, Vertx vertx, MeterRegistry meters) {
        var unused = Gauge.builder("vouch.ready", () -> ready ? 1 : 0)
                .description("1 while this replica is ready")
                .register(meters);
        vertx.setPeriodic(EVERY.toMillis(), timer -> look());
    }

    private void look() {
        health.getReadinessAsync()
                .ifNoItem()
                .after(ANSWERED_WITHIN)
                .fail()
                .subscribe()
                .with(found -> ready = !found.isDown(), failure -> {
                    ready = false;
                    LOG.warnf("it is not known whether this is ready: %s", Causes.withoutMessages(failure));
                });
    }
}
