package org.vouch.testresult.erasure.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.vouch.audit.client.inbox.Inbox;
import org.vouch.testresult.erasure.People;

/** Holds the person's tubes while it forgets, so that no report of them is being filed for the person meanwhile. */
@ApplicationScoped
class PgPeople implements People {
    private static final String CONSUMER = "erasure";
    private static final String LOCK = "select 1 from tube where barcode in (select tube from sample where person = $1)"
            + " order by barcode for update";
    private static final String SAMPLES = "update sample set person = null where person = $1";
    private static final String RESULTS = "delete from result where person = $1";

    private final Pool pool;

    PgPeople(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> forget(UUID person, UUID event) {
        return pool.withTransaction(transaction -> Inbox.firstTime(transaction, CONSUMER, event)
                .chain(first ->
                        first ? forget(transaction, person) : Uni.createFrom().voidItem()));
    }

    private static Uni<Void> forget(SqlConnection transaction, UUID person) {
        return execute(transaction, LOCK, person)
                .chain(() -> execute(transaction, SAMPLES, person))
                .chain(() -> execute(transaction, RESULTS, person));
    }

    private static Uni<Void> execute(SqlConnection transaction, String sql, UUID person) {
        return transaction.preparedQuery(sql).execute(Tuple.of(person)).replaceWithVoid();
    }
}
