package org.vouch.audit.log.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Locale;
import org.vouch.audit.client.inbox.Inbox;
import org.vouch.audit.log.Fact;
import org.vouch.audit.log.PendingFacts;

/** Taken away and appended in one transaction: a fact is pending or an entry, never both and never neither. */
@ApplicationScoped
class PostgresPendingFacts implements PendingFacts {
    private static final String TAKE = "delete from log_pending where position in (select position from log_pending"
            + " order by position limit 500 for update skip locked)"
            + " returning position, id, kind, at, open::text, details::text";

    private static final String CONSUMER = "pending-facts";
    private static final String ADD = "insert into log_pending (id, kind, at, open, details)"
            + " values ($1, $2, $3, $4::text::json, $5::text::json)";

    private final Pool pool;
    private final AppendingEntries log;

    PostgresPendingFacts(Pool pool, AppendingEntries log) {
        this.pool = pool;
        this.log = log;
    }

    private record Pending(long position, Fact fact) {
        static Pending of(Row row) {
            return new Pending(
                    row.getLong("position"),
                    new Fact(
                            row.getUUID("id"),
                            Fact.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                            row.getOffsetDateTime("at").toInstant(),
                            null,
                            json(row.getString("open")),
                            json(row.getString("details"))));
        }

        private static ObjectNode json(String text) {
            try {
                return (ObjectNode) new JsonMapper().readTree(text);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a pending fact is not JSON", e);
            }
        }
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

    @Override
    public Uni<Integer> take(Instant now) {
        return pool.withTransaction(
                transaction -> transaction.query(TAKE).execute().chain(rows -> {
                    var pending = new ArrayList<Pending>();
                    rows.forEach(row -> pending.add(Pending.of(row)));
                    pending.sort(Comparator.comparingLong(Pending::position));
                    return log.append(
                                    transaction,
                                    pending.stream().map(Pending::fact).toList(),
                                    now)
                            .replaceWith(pending.size());
                }));
    }
}
