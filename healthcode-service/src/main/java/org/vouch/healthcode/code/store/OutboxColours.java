package org.vouch.healthcode.code.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import org.vouch.audit.client.outbox.Outbox;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.audit.client.platform.Ids;
import org.vouch.healthcode.code.AnnouncedColours;
import org.vouch.healthcode.code.ColourChanged;

/** An announcement is an event in the outbox and nothing else: no table tells what colour somebody has. */
@ApplicationScoped
class OutboxColours implements AnnouncedColours {
    private final ObjectMapper json;
    private final Ids ids;

    OutboxColours(ObjectMapper json, Ids ids) {
        this.json = json;
        this.ids = ids;
    }

    @Override
    public Uni<Void> announce(SqlClient transaction, ColourChanged change) {
        return Outbox.append(transaction, event(change));
    }

    private OutgoingEvent event(ColourChanged change) {
        try {
            return new OutgoingEvent(
                            ids.next(),
                            ColourChanged.TOPIC,
                            change.person().toString(),
                            ColourChanged.TYPE,
                            json.writeValueAsString(change),
                            change.at())
                    .traced();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a change of colour is always writable");
        }
    }
}
