package org.vouch.audit.client.access;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.edge.Causes;

/**
 * Whether access records leave this service. While none does nobody sees what is looked at, no rule judges it, and no suspension
 * may come back either: for five minutes that is an outage, and behind them nobody looks at anybody (threat 18).
 */
@ApplicationScoped
public class UnsentRecords {
    static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Logger LOG = Logger.getLogger(UnsentRecords.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final String OLDEST = "select occurred_at from outbox where topic = $1 order by position limit 1";

    private final Pool pool;
    private final Vertx vertx;
    private final Clock clock;
    private volatile @Nullable Instant oldest;

    UnsentRecords(Pool pool, Vertx vertx, Clock clock, MeterRegistry meters) {
        this.pool = pool;
        this.vertx = vertx;
        this.clock = clock;
        var unused = Gauge.builder("vouch.records.unsent.age.seconds", this, one -> one.age()
                        .toSeconds())
                .description("How long the oldest access record has waited to leave this service")
                .register(meters);
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(EVERY.toMillis(), timer -> look().subscribe()
                .with(
                        done -> LOG.trace("looked"),
                        failure -> LOG.warnf(
                                "it is not known whether records leave: %s", Causes.withoutMessages(failure))));
    }

    /** Looks now, which it does every ten seconds by itself. */
    public Uni<Void> look() {
        return pool.preparedQuery(OLDEST)
                .execute(Tuple.of(AccessRecord.TOPIC))
                .invoke(rows -> {
                    Instant found = null;
                    for (var row : rows) {
                        found = row.getOffsetDateTime(0).toInstant();
                    }
                    oldest = found;
                })
                .replaceWithVoid();
    }

    /** Whether one has waited for more than five minutes, as far as is known. */
    public boolean waitTooLong() {
        return age().compareTo(LONGEST) > 0;
    }

    private Duration age() {
        var since = oldest;
        return since == null ? Duration.ZERO : Duration.between(since, clock.instant());
    }
}
