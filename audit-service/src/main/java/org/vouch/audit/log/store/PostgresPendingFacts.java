package org.vouch.audit.log.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.vouch.audit.client.inbox.Inbox;
import org.vouch.audit.log.Fact;
import org.vouch.audit.log.PendingFacts;
import org.vouch.audit.log.store.WaitingRow.Reading;

/** Taken away and appended in one transaction: a fact is pending or an entry, never both and never neither. */
@ApplicationScoped
class PostgresPendingFacts implements PendingFacts {
    private static final String TAKE = "delete from log_pending where position in (select position from log_pending"
            + " order by position limit 500 for update skip locked)"
            + " returning position, id, kind, at, open::text, details::text";

    private static final String CONSUMER = "pending-facts";
    private static final String ADD = "insert into log_pending (id, kind, at, open, details)"
            + " values ($1, $2, $3, $4::text::json, $5::text::json)";

    private static final String ENTRIES = "select event_id from log_entry where event_id = any($1)";
    private static final String SET_ASIDE = "insert into log_pending_set_aside"
            + " (position, id, kind, at, open, details, why, set_aside_at) values ($1, $2, $3, $4, $5, $6, $7, $8)";
    private static final String TELL =
            "insert into producer_finding (producer, rule, episode, count, since, records, found_at)"
                    + " values ('audit-service', 'no-fact', $1, $2, $3, '{}', $3) on conflict do nothing";

    private static final Logger LOG = Logger.getLogger(PostgresPendingFacts.class);

    private final Pool pool;
    private final AppendingEntries log;
    private final MeterRegistry meters;

    PostgresPendingFacts(Pool pool, AppendingEntries log, MeterRegistry meters) {
        this.pool = pool;
        this.log = log;
        this.meters = meters;
    }

    @Override
    public Uni<Void> add(Fact fact) {
        return pool.withTransaction(transaction -> Inbox.firstTime(transaction, CONSUMER, fact.id())
                .chain(first -> first
                        ? transaction
                                .preparedQuery(ADD)
                                .execute(Tuples.of(
                                        fact.id(),
                                        fact.kind().wire(),
                                        fact.at().atOffset(ZoneOffset.UTC),
                                        fact.open().toString(),
                                        fact.details().toString()))
                                .replaceWithVoid()
                        : Uni.createFrom().voidItem()));
    }

    /**
     * What is no fact is set aside, told as an alert and holds up nothing; neither does one whose id is an entry's already,
     * which is no second entry.
     */
    @Override
    public Uni<Integer> take(Instant now) {
        return pool.withTransaction(
                transaction -> transaction.query(TAKE).execute().chain(rows -> {
                    var waiting = new ArrayList<WaitingRow>();
                    rows.forEach(row -> waiting.add(WaitingRow.of(row)));
                    waiting.sort(Comparator.comparingLong(WaitingRow::position));
                    return waiting.isEmpty()
                            ? Uni.createFrom().item(0)
                            : entriesAmong(transaction, waiting)
                                    .map(entries -> read(waiting, entries))
                                    .chain(read -> setAside(transaction, read, now)
                                            .chain(() -> log.append(transaction, facts(read), now)))
                                    .replaceWith(waiting.size());
                }));
    }

    private static Uni<Set<UUID>> entriesAmong(SqlConnection transaction, List<WaitingRow> waiting) {
        return transaction
                .preparedQuery(ENTRIES)
                .execute(Tuples.of((Object) waiting.stream().map(WaitingRow::id).toArray(UUID[]::new)))
                .map(rows -> {
                    var found = new HashSet<UUID>();
                    rows.forEach(row -> found.add(row.getUUID(0)));
                    return found;
                });
    }

    private static List<Reading> read(List<WaitingRow> waiting, Set<UUID> entries) {
        var known = new HashSet<>(entries);
        return waiting.stream()
                .map(row -> row.read() instanceof Reading.Sound sound
                        ? known.add(row.id()) ? sound : row.no("an entry has its id")
                        : row.read())
                .toList();
    }

    private static List<Fact> facts(List<Reading> read) {
        return read.stream()
                .filter(Reading.Sound.class::isInstance)
                .map(sound -> ((Reading.Sound) sound).fact())
                .toList();
    }

    private Uni<Void> setAside(SqlConnection transaction, List<Reading> read, Instant now) {
        var aside = read.stream()
                .filter(Reading.NoFact.class::isInstance)
                .map(Reading.NoFact.class::cast)
                .toList();
        if (aside.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        LOG.errorf("%d rows among the facts for the log are none; they are in log_pending_set_aside", aside.size());
        meters.counter("vouch.log.facts.set.aside").increment(aside.size());
        var at = now.atOffset(ZoneOffset.UTC);
        return transaction
                .preparedQuery(SET_ASIDE)
                .executeBatch(aside.stream()
                        .map(one -> Tuples.of(
                                one.row().position(),
                                one.row().id(),
                                one.row().kind(),
                                one.row().at(),
                                one.row().open(),
                                one.row().details(),
                                one.why(),
                                at))
                        .toList())
                .chain(() -> transaction
                        .preparedQuery(TELL)
                        .execute(Tuples.of("position " + aside.get(0).row().position(), (long) aside.size(), at)))
                .replaceWithVoid();
    }
}
