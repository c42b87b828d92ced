package org.vouch.audit.client.inbox;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;

/** Forgets events that no topic can bring again: none keeps its events for as long as the inbox remembers them. */
@ApplicationScoped
class InboxSweep {
    private static final Logger LOG = Logger.getLogger(InboxSweep.class);
    private static final Duration REMEMBERED = Duration.ofDays(60);
    private static final Duration EVERY = Duration.ofHours(1);

    private final Pool pool;
    private final Clock clock;

    InboxSweep(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(EVERY.toMillis(), timer -> sweep());
    }

    private void sweep() {
        pool.preparedQuery("delete from inbox where seen_at < $1")
                .execute(Tuple.of(clock.instant().minus(REMEMBERED).atOffset(ZoneOffset.UTC)))
                .subscribe()
                .with(
                        rows -> LOG.debugf("%d events are forgotten", rows.rowCount()),
                        failure -> LOG.warnf("the inbox is not swept: %s", Causes.withoutMessages(failure)));
    }
}
