package org.vouch.testresult.erasure.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.UUID;
import org.vouch.audit.client.inbox.Inbox;
import org.vouch.audit.client.inbox.SetAsideEvents;
import org.vouch.testresult.erasure.People;

/**
 * Holds the person while it forgets, so that no sample of theirs is being stored meanwhile, and then their tubes, so that
 * no report of them is being filed.
 */
@ApplicationScoped
class PgPeople implements People {
    private static final String CONSUMER = "erasure";
    private static final String HOLD = "select hold_person($1)";
    private static final String TOMBSTONE =
            "insert into erased_person (person, erased_at) values ($1, $2) on conflict do nothing";
    private static final String LOCK = "select 1 from tube where barcode in (select tube from sample where person = $1)"
            + " order by barcode for update";
    private static final String SAMPLES = "update sample set person = null where person = $1";
    private static final String RESULTS = "delete from result where person = $1";

    private final Pool pool;
    private final Clock clock;

    PgPeople(Pool pool, Clock clock) {
        this.pool = pool;
        this.clock = clock;
    }

    @Override
    public Uni<Void> forget(UUID person, UUID event) {
        return pool.withTransaction(transaction -> Inbox.firstTime(transaction, CONSUMER, event)
                .chain(first ->
                        first ? forget(transaction, person) : Uni.createFrom().voidItem()));
    }

    private Uni<Void> forget(SqlConnection transaction, UUID person) {
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        return execute(transaction, HOLD, Tuple.of(person))
                .chain(() -> execute(transaction, TOMBSTONE, Tuple.of(person, now)))
                .chain(() -> execute(transaction, LOCK, Tuple.of(person)))
                .chain(() -> execute(transaction, SAMPLES, Tuple.of(person)))
                .chain(() -> execute(transaction, RESULTS, Tuple.of(person)))
                .chain(() -> SetAsideEvents.forget(transaction, person));
    }

    private static Uni<Void> execute(SqlConnection transaction, String sql, Tuple parameters) {
        return transaction.preparedQuery(sql).execute(parameters).replaceWithVoid();
    }
}
