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

    private AdminActs() {}

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
