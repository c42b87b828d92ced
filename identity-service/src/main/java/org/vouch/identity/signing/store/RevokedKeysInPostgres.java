package org.vouch.identity.signing.store;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.vouch.audit.client.outbox.Outbox;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.identity.administration.AdminAct;
import org.vouch.identity.administration.store.AdminActs;
import org.vouch.identity.signing.RevokedKeys;

@ApplicationScoped
class RevokedKeysInPostgres implements RevokedKeys {
    private final Pool pool;

    RevokedKeysInPostgres(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Set<String>> all() {
        return known(pool).map(Map::keySet);
    }

    @Override
    public Uni<Outcome> revoke(AdminAct act, OutgoingEvent revoked, Function<Set<String>, Verdict> verdict) {
        return pool.withTransaction(transaction -> transaction
                .query("lock table revoked_key in share row exclusive mode")
                .execute()
                .chain(locked -> AdminActs.isByRevoked(transaction, act))
                .chain(gone -> gone
                        ? refused(transaction, act, Verdict.BY_REVOKED)
                        : decided(transaction, act, revoked, verdict)));
    }

    private static Uni<Outcome> decided(
            SqlConnection transaction, AdminAct act, OutgoingEvent revoked, Function<Set<String>, Verdict> verdict) {
        return known(transaction).chain(known -> {
            var before = known.get(act.about());
            if (before != null) {
                return AdminActs.append(transaction, act, "revoked-before").replaceWith(new Outcome.Revoked(before));
            }
            var decided = verdict.apply(known.keySet());
            return decided == Verdict.ALLOWED ? insert(transaction, act, revoked) : refused(transaction, act, decided);
        });
    }

    private static Uni<Outcome> refused(SqlConnection transaction, AdminAct act, Verdict why) {
        return AdminActs.append(
                        transaction, act, why.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .replaceWith(new Outcome.Refused(why));
    }

    private static Uni<Outcome> insert(SqlConnection transaction, AdminAct act, OutgoingEvent revoked) {
        return transaction
                .preparedQuery("insert into revoked_key (kid, revoked_at) values ($1, $2)")
                .execute(Tuple.of(act.about(), act.at().atOffset(ZoneOffset.UTC)))
                .chain(inserted -> Outbox.append(transaction, revoked))
                .chain(appended -> AdminActs.append(transaction, act, AdminActs.DONE))
                .replaceWith(new Outcome.Revoked(act.at()));
    }

    private static Uni<Map<String, Instant>> known(SqlClient database) {
        return database.preparedQuery("select kid, revoked_at from revoked_key")
                .execute()
                .map(rows -> {
                    var known = new HashMap<String, Instant>();
                    rows.forEach(row -> known.put(
                            row.getString("kid"),
                            row.getOffsetDateTime("revoked_at").toInstant()));
                    return known;
                });
    }
}
