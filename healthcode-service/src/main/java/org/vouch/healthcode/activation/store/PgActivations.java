package org.vouch.healthcode.activation.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import org.vouch.audit.client.outbox.Outbox;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.audit.client.platform.Ids;
import org.vouch.healthcode.activation.Activations;
import org.vouch.healthcode.activation.PolicyActivated;

/** Replicas that start at once take turns. */
@ApplicationScoped
class PgActivations implements Activations {
    private static final String LOCK = "lock table policy_activation in share row exclusive mode";
    private static final String ADD = "insert into policy_activation (id, version, sha256, at) select $1, $2, $3, $4"
            + " where not exists (select from (select id, version, sha256 from policy_activation"
            + " order by position desc limit 1) newest where (id, version, sha256) = ($1, $2, $3))";

    private final Pool pool;
    private final ObjectMapper json;
    private final Ids ids;

    PgActivations(Pool pool, ObjectMapper json, Ids ids) {
        this.pool = pool;
        this.json = json;
        this.ids = ids;
    }

    @Override
    public Uni<Void> add(PolicyActivated activated) {
        return pool.withTransaction(transaction -> transaction
                .query(LOCK)
                .execute()
                .chain(() -> transaction
                        .preparedQuery(ADD)
                        .execute(Tuple.of(
                                activated.policy().id(),
                                activated.policy().version(),
                                activated.sha256(),
                                activated.at().atOffset(ZoneOffset.UTC))))
                .chain(rows -> rows.rowCount() == 0
                        ? Uni.createFrom().voidItem()
                        : Outbox.append(transaction, event(activated))));
    }

    private OutgoingEvent event(PolicyActivated activated) {
        try {
            return new OutgoingEvent(
                    ids.next(),
                    PolicyActivated.TOPIC,
                    activated.policy().id(),
                    PolicyActivated.TYPE,
                    json.writeValueAsString(activated),
                    activated.at());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an activation is always writable");
        }
    }
}
