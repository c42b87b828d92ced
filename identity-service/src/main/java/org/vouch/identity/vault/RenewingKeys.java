package org.vouch.identity.vault;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;
import org.vouch.identity.vault.Vault.Renewed;

/**
 * After a change of the master key or the index key, brings every row under the new ones, without the persons and their
 * documents, while the platform runs: some rows at a time, on whichever replica. The older keys may go when the gauge
 * {@code vouch.vault.rows.under.older.keys} says 0 on every replica.
 */
@ApplicationScoped
class RenewingKeys {
    private static final Logger LOG = Logger.getLogger(RenewingKeys.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int AT_ONCE = 200;
    /** Before every pseudonym: those are random. */
    private static final UUID FIRST = new UUID(0, 0);

    private final Vault vault;
    /** Unknown at first: not 0. */
    private final AtomicLong left = new AtomicLong(-1);

    RenewingKeys(Vault vault, MeterRegistry meters) {
        this.vault = vault;
        // A meter that is read after this object is gone says what was last known, and not that nothing is.
        Gauge.builder("vouch.vault.rows.under.older.keys", left, AtomicLong::get)
                .strongReference(true)
                .register(meters);
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(EVERY.toMillis(), timer -> renew().subscribe()
                .with(
                        renewed -> {},
                        failure -> LOG.warnf("rows stay under older keys: %s", Causes.withoutMessages(failure))));
    }

    /** All of them; how many. Whoever is sealed anew by somebody else in the meantime is left to them. */
    Uni<Integer> renew() {
        return renew(new Renewed(FIRST, 0, 0)).call(this::told).map(Renewed::rows);
    }

    private Uni<Renewed> renew(Renewed before) {
        return before.last() == null
                ? Uni.createFrom().item(before)
                : vault.renewSome(before.last(), AT_ONCE).chain(some -> renew(before.and(some)));
    }

    private Uni<Long> told(Renewed renewed) {
        if (renewed.unreadable() > 0) {
            LOG.warnf("%d rows open under none of the master keys", renewed.unreadable());
        }
        return vault.underOlderKeys().invoke(count -> {
            if (left.getAndSet(count) > 0 && count == 0) {
                LOG.info("every row is under the newest keys");
            }
        });
    }
}
