package org.vouch.audit.client.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.access.AccessRecord.Outcome;
import org.vouch.audit.client.access.AccessRecord.Requester;
import org.vouch.audit.client.caller.Caller;
import org.vouch.audit.client.disclosure.LookDecision.Circumstances;
import org.vouch.audit.client.edge.Causes;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.outbox.Outbox;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.audit.client.platform.Ids;

/**
 * Commits access records, many requests in one insert: while one batch is being committed the next one gathers. The
 * answer to {@link #record} comes only after the commit; it fails (503) where that did not succeed in time or too many
 * wait already, and then there must be no answer to the caller either.
 */
@ApplicationScoped
public class AccessRecorder {
    private static final Logger LOG = Logger.getLogger(AccessRecorder.class);
    private static final int LARGEST_BATCH = 500;
    private static final int MOST_WAITING = 5_000;
    private static final Duration COMMITTED_WITHIN = Duration.ofSeconds(5);
    /** One batch may be under way before one's own. */
    private static final Duration ANSWERED_WITHIN = COMMITTED_WITHIN.multipliedBy(3);

    /** The row lock on the producer's counter orders batches of several replicas: sequence and chain have no gap. */
    private static final String NUMBERS = "insert into access_sequence as s (producer, last) values ($1, $2)"
            + " on conflict (producer) do update set last = s.last + $2 returning last, head";

    private static final String HEAD = "update access_sequence set head = $2 where producer = $1";
    private static final int SALT_BYTES = 16;

    private final Pool pool;
    private final ObjectMapper json;
    private final Clock clock;
    private final Ids ids;
    private final String producer;
    private final MeterRegistry meters;
    private final SecureRandom random;
    private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean committing = new AtomicBoolean();

    private record Waiting(Attempt attempt, Instant at, UniEmitter<? super Void> answer) {}

    /** A look that was granted or refused, before it has an id, a time and a number. */
    public record Attempt(
            Caller caller, String action, Circumstances circumstances, Outcome outcome, @Nullable String reason) {
        public static Attempt granted(Caller caller, String action, Circumstances circumstances) {
            return new Attempt(caller, action, circumstances, Outcome.GRANTED, null);
        }

        public static Attempt refused(Caller caller, String action, Circumstances circumstances, String reason) {
            return new Attempt(caller, action, circumstances, Outcome.REFUSED, reason);
        }
    }

    AccessRecorder(
            Pool pool,
            ObjectMapper json,
            Clock clock,
            Ids ids,
            @ConfigProperty(name = "vouch.tokens.audience") String producer,
            MeterRegistry meters,
            SecureRandom random) {
        this.pool = pool;
        this.json = json;
        this.clock = clock;
        this.ids = ids;
        this.producer = producer;
        this.meters = meters;
        this.random = random;
    }

    /** Completes once the record is committed. */
    public Uni<Void> record(Attempt attempt) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return Uni.createFrom().failure(Problems.overloaded().asException());
        }
        return Uni.createFrom()
                .<Void>emitter(answer -> {
                    queue.add(new Waiting(attempt, clock.instant().truncatedTo(ChronoUnit.MICROS), answer));
                    commitNext();
                })
                .ifNoItem()
                .after(ANSWERED_WITHIN)
                .failWith(() -> Problems.overloaded().asException());
    }

    private void commitNext() {
        if (queue.isEmpty() || !committing.compareAndSet(false, true)) {
            return;
        }
        var batch = new ArrayList<Waiting>();
        for (Waiting next; batch.size() < LARGEST_BATCH && (next = queue.poll()) != null; ) {
            batch.add(next);
        }
        if (batch.isEmpty()) {
            committing.set(false);
            // Whoever joined the queue just before this line found the commit taken.
            commitNext();
            return;
        }
        pool.withTransaction(transaction -> write(transaction, batch))
                .ifNoItem()
                .after(COMMITTED_WITHIN)
                .fail()
                .subscribe()
                .with(done -> finish(batch, null), failure -> finish(batch, failure));
    }

    private void finish(List<Waiting> batch, @Nullable Throwable failure) {
        waiting.addAndGet(-batch.size());
        committing.set(false);
        if (failure != null) {
            LOG.errorf("access records are not committed, nothing is answered: %s", Causes.withoutMessages(failure));
        }
        for (var one : batch) {
            if (failure == null) {
                count(one.attempt());
                one.answer().complete(null);
            } else {
                one.answer().fail(Problems.overloaded().asException());
            }
        }
        commitNext();
    }

    private Uni<Void> write(SqlConnection transaction, List<Waiting> batch) {
        return transaction
                .preparedQuery(NUMBERS)
                .execute(Tuple.of(producer, (long) batch.size()))
                .map(rows -> rows.iterator().next())
                .chain(row -> {
                    var head = row.getBuffer(1);
                    var chained =
                            chained(batch, row.getLong(0) - batch.size() + 1, head == null ? null : head.getBytes());
                    return Outbox.append(transaction, chained.events())
                            .chain(() -> transaction
                                    .preparedQuery(HEAD)
                                    .execute(Tuple.of(producer, Buffer.buffer(chained.head()))))
                            .replaceWithVoid();
                });
    }

    private record Chained(List<OutgoingEvent> events, byte[] head) {}

    private Chained chained(List<Waiting> batch, long first, byte @Nullable [] head) {
        var events = new ArrayList<OutgoingEvent>(batch.size());
        var last = head;
        for (var i = 0; i < batch.size(); i++) {
            var event = event(batch.get(i), first + i, last == null ? null : RecordHash.wire(last));
            events.add(event);
            last = RecordHash.of(event.payload());
        }
        return new Chained(events, Objects.requireNonNull(last));
    }

    private OutgoingEvent event(Waiting one, long sequence, @Nullable String previous) {
        var attempt = one.attempt();
        var caller = attempt.caller();
        var about = attempt.circumstances();
        var record = new AccessRecord(
                ids.next(),
                one.at(),
                producer,
                sequence,
                new Requester(caller.id(), caller.kind(), caller.label()),
                about.subject(),
                attempt.action(),
                about.purpose(),
                about.venue(),
                attempt.outcome(),
                attempt.reason(),
                about.proof(),
                previous,
                salt());
        return new OutgoingEvent(
                record.recordId(),
                AccessRecord.TOPIC,
                caller.id(),
                record.outcome().eventType(),
                text(record),
                record.at());
    }

    private String salt() {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return HexFormat.of().formatHex(salt);
    }

    private String text(AccessRecord record) {
        try {
            return json.writeValueAsString(record);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an access record is always writable", e);
        }
    }

    private void count(Attempt attempt) {
        meters.counter(
                        "vouch.accesses",
                        "action",
                        attempt.action(),
                        "outcome",
                        attempt.outcome().wire(),
                        "kind",
                        attempt.caller().kind().wire())
                .increment();
    }
}
