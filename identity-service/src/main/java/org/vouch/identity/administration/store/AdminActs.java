package org.vouch.identity.administration.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import org.vouch.identity.administration.AdminAct;

/** The table {@code admin_act}, to which is only ever added. */
public final class AdminActs {
    public static final String DONE = "done";
    private static final String INSERT =
            "insert into admin_act (at, actor, act, about, outcome) values ($1, $2, $3, $4, $5)";

    /** The account's id is a client's, and no other client's id is one of an account. */
    private static final String BY_REVOKED = "select 1 from staff where id::text = $1 and state = 'revoked'";

    private AdminActs() {}

    /**
     * Whether who acts was revoked before. Their token opens calls for seconds more, and longer while Kafka is away; nothing
     * that lasts may be done with it.
     */
    public static Uni<Boolean> isByRevoked(SqlClient transaction, AdminAct act) {
        return transaction
                .preparedQuery(BY_REVOKED)
                .execute(Tuple.of(act.actor()))
                .map(found -> found.size() > 0);
    }

    /** {@code transaction} is that of the act; {@code outcome} is {@link #DONE} or why it was refused. */
    public static Uni<Void> append(SqlClient transaction, AdminAct act, String outcome) {
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.of(
                        act.at().atOffset(ZoneOffset.UTC),
                        act.actor(),
                        act.kind().wire(),
                        act.about(),
                        outcome))
                .replaceWithVoid();
    }
}
