package org.vouch.audit.client.access;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.audit.client.platform.Ids;

/**
 * Says every ten seconds, on every partition of the access records, how far this service has counted and what its chain ends with:
 * a heartbeat stands behind every record that it counts, so whoever has read it on all partitions and misses one of these
 * records knows that it was suppressed. It goes by the outbox like the records, and no other way: while they do not leave, it
 * does not, and its absence tells. A service that stops says so; one that is killed falls silent.
 */
@ApplicationScoped
public class Heartbeats {
    public static final String EVENT_TYPE = "org.vouch.access.ProducerReported.v1";
    private static final Logger LOG = Logger.getLogger(Heartbeats.class);
    private static final Duration SAID_WITHIN = Duration.ofSeconds(2);
    /** Before the relay stops, which takes along what stands in the outbox by then. */
    private static final int BEFORE_THE_RELAY = jakarta.interceptor.Interceptor.Priority.APPLICATION - 100;

    /** One statement sees a number and its hash as they were committed together, and stands in the outbox behind that record. */
    private static final String SAY = "insert into outbox (id, topic, key, type, payload, occurred_at)"
            + " select $1, '" + AccessRecord.TOPIC + "', '" + OutgoingEvent.EVERY_PARTITION + "', '" + EVENT_TYPE
            + "', json_build_object('producer', $2::text, 'at', $3::text, 'last', coalesce(s.last, 0),"
            + " 'head', encode(s.head, 'hex'), 'stopping', $4::boolean)::text, $5"
            + " from (select 1) as one left join access_sequence s on s.producer = $2";

    private final Pool pool;
    private final Vertx vertx;
    private final Clock clock;
    private final Ids ids;
    private final String producer;
    private final HeartbeatConfig config;
    private final MeterRegistry meters;

    Heartbeats(
            Pool pool,
            Vertx vertx,
            Clock clock,
            Ids ids,
            @ConfigProperty(name = "vouch.tokens.audience") String producer,
            HeartbeatConfig config,
            MeterRegistry meters) {
        this.pool = pool;
        this.vertx = vertx;
        this.clock = clock;
        this.ids = ids;
        this.producer = producer;
        this.config = config;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        if (config.every().isZero()) {
            return;
        }
        beatAndForget();
        vertx.setPeriodic(config.every().toMillis(), timer -> beatAndForget());
    }

    void stop(@Observes @Priority(BEFORE_THE_RELAY) ShutdownEvent event) {
        if (config.every().isZero()) {
            return;
        }
        try {
            say(true).await().atMost(SAID_WITHIN);
        } catch (RuntimeException e) {
            LOG.warnf("the end is not told, and will be taken for silence: %s", Causes.withoutMessages(e));
        }
    }

    /** Completes once it is on its way. */
    public Uni<Void> beat() {
        return say(false);
    }

    private void beatAndForget() {
        beat().subscribe().with(done -> LOG.trace("heartbeat"), failure -> {
            meters.counter("vouch.heartbeats.failed").increment();
            LOG.warnf("no heartbeat: %s", Causes.withoutMessages(failure));
        });
    }

    private Uni<Void> say(boolean stopping) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return pool.preparedQuery(SAY)
                .execute(Tuple.of(ids.next(), producer, now.toString(), stopping, now.atOffset(ZoneOffset.UTC)))
                .replaceWithVoid();
    }
}
