package org.vouch.healthcode.code.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.UUID;
import org.vouch.audit.client.outbox.Outbox;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.audit.client.platform.Ids;
import org.vouch.healthcode.code.AnnouncedColours;
import org.vouch.healthcode.code.ColourChanged;

@ApplicationScoped
class PgAnnouncedColours implements AnnouncedColours {
    private static final String STORE =
            "insert into colour (person, colour, policy_id, policy_version, valid_until, cause, announced_at)"
                    + " values ($1, $2, $3, $4, $5, $6, $7) on conflict (person) do update set colour = excluded.colour,"
                    + " policy_id = excluded.policy_id, policy_version = excluded.policy_version,"
                    + " valid_until = excluded.valid_until, cause = excluded.cause, announced_at = excluded.announced_at";

    private final ObjectMapper json;
    private final Ids ids;

    PgAnnouncedColours(ObjectMapper json, Ids ids) {
        this.json = json;
        this.ids = ids;
    }

    @Override
    public Uni<Void> announce(SqlClient transaction, ColourChanged change) {
        var validUntil = change.validUntil();
        var row = Tuple.tuple()
                .addUUID(change.person())
                .addString(change.to().wire())
                .addString(change.policy().id())
                .addInteger(change.policy().version())
                .addOffsetDateTime(validUntil == null ? null : validUntil.atOffset(ZoneOffset.UTC))
                .addUUID(change.cause())
                .addOffsetDateTime(change.at().atOffset(ZoneOffset.UTC));
        return transaction.preparedQuery(STORE).execute(row).chain(() -> Outbox.append(transaction, event(change)));
    }

    @Override
    public Uni<Void> erase(SqlClient transaction, UUID person) {
        return transaction
                .preparedQuery("delete from colour where person = $1")
                .execute(Tuple.of(person))
                .replaceWithVoid();
    }

    private OutgoingEvent event(ColourChanged change) {
        try {
            return new OutgoingEvent(
                    ids.next(),
                    ColourChanged.TOPIC,
                    change.person().toString(),
                    ColourChanged.TYPE,
                    json.writeValueAsString(change),
                    change.at());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a change of colour is always writable");
        }
    }
}
