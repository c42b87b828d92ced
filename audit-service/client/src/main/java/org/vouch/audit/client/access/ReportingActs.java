package org.vouch.audit.client.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;
import org.vouch.audit.client.outbox.Outbox;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.audit.client.platform.Ids;

/**
 * Tells of each hour, once and two minutes after its end at the earliest, which acts the service's own tables know of: one look
 * has to be on record for each. Hours of which nobody could tell for more than two more are not told.
 */
@ApplicationScoped
public class ReportingActs {
    public static final String EVENT_TYPE = "org.vouch.access.ActsReported.v1";
    private static final Logger LOG = Logger.getLogger(ReportingActs.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    /** Longer than a look may take from its act to its record. */
    private static final Duration SETTLED_AFTER = Duration.ofMinutes(2);

    private static final int HOURS_BACK = 3;
    private static final int MOST_IN_ONE = 5_000;
    private static final String CLAIM = "insert into acts_reported (hour) values ($1) on conflict do nothing";
    private static final String LAST = "select coalesce(max(last), 0) from access_sequence where producer = $1";

    private final Instance<Acts> acts;
    private final Pool pool;
    private final Vertx vertx;
    private final ObjectMapper json;
    private final Clock clock;
    private final Ids ids;
    private final String producer;
    private final HeartbeatConfig config;

    ReportingActs(
            Instance<Acts> acts,
            Pool pool,
            Vertx vertx,
            ObjectMapper json,
            Clock clock,
            Ids ids,
            @ConfigProperty(name = "vouch.tokens.audience") String producer,
            HeartbeatConfig config) {
        this.acts = acts;
        this.pool = pool;
        this.vertx = vertx;
        this.json = json;
        this.clock = clock;
        this.ids = ids;
        this.producer = producer;
        this.config = config;
    }

    /** The payload: one of so many parts of an hour, and with which record's number all of its acts are on record. */
    record ActsReported(
            String producer, Instant hour, int part, int parts, long last, Set<String> actions, List<String> proofs) {}

    void start(@Observes StartupEvent event) {
        if (acts.isResolvable() && !config.every().isZero()) {
            vertx.setPeriodic(EVERY.toMillis(), timer -> reportSettled()
                    .subscribe()
                    .with(
                            done -> LOG.trace("acts reported"),
                            failure -> LOG.warnf("acts are not reported: %s", Causes.withoutMessages(failure))));
        }
    }

    private Uni<Void> reportSettled() {
        var open = clock.instant().minus(SETTLED_AFTER).truncatedTo(ChronoUnit.HOURS);
        return Multi.createFrom()
                .range(1, HOURS_BACK + 1)
                .onItem()
                .transformToUniAndConcatenate(back -> report(open.minus(back, ChronoUnit.HOURS)))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    /** The hour that begins then; nothing where it was reported before, by whichever replica. */
    public Uni<Void> report(Instant hour) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(CLAIM)
                .execute(Tuple.of(hour.atOffset(ZoneOffset.UTC)))
                .chain(claimed -> claimed.rowCount() == 0 ? Uni.createFrom().voidItem() : tell(transaction, hour)));
    }

    private Uni<Void> tell(SqlConnection transaction, Instant hour) {
        return acts.get()
                .proofs(transaction, hour, hour.plus(1, ChronoUnit.HOURS))
                .chain(proofs -> transaction
                        .preparedQuery(LAST)
                        .execute(Tuple.of(producer))
                        .map(rows -> rows.iterator().next().getLong(0))
                        .chain(last -> Outbox.append(transaction, events(hour, last, proofs))));
    }

    private List<OutgoingEvent> events(Instant hour, long last, List<String> proofs) {
        var hashes = proofs.stream().map(RecordHash::ofProof).toList();
        var parts = Math.max(1, (hashes.size() + MOST_IN_ONE - 1) / MOST_IN_ONE);
        return new ArrayList<>(IntStream.range(0, parts)
                .mapToObj(part -> event(new ActsReported(
                        producer,
                        hour,
                        part,
                        parts,
                        last,
                        acts.get().actions(),
                        hashes.subList(part * MOST_IN_ONE, Math.min(hashes.size(), (part + 1) * MOST_IN_ONE)))))
                .toList());
    }

    private OutgoingEvent event(ActsReported report) {
        try {
            return new OutgoingEvent(
                    ids.next(),
                    AccessRecord.TOPIC,
                    producer,
                    EVENT_TYPE,
                    json.writeValueAsString(report),
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is always writable", e);
        }
    }
}
