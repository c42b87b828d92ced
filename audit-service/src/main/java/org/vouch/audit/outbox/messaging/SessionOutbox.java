package org.vouch.audit.outbox.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import org.vouch.audit.client.outbox.Outbox;
import org.vouch.audit.client.platform.Ids;
import org.vouch.audit.statements.Counted;

/** Appends an event to the outbox within the session's transaction: it is committed with the change that made it true, or not at all. */
@ApplicationScoped
public class SessionOutbox {
    private static final String APPEND = Counted.insert(Outbox.INSERT);

    private final ObjectMapper json;
    private final Ids ids;

    SessionOutbox(ObjectMapper json, Ids ids) {
        this.json = json;
        this.ids = ids;
    }

    /** {@code payload} is a record, written as JSON. */
    public Uni<Void> append(String topic, String key, String type, Object payload, Instant at) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(APPEND, Long.class)
                        .setParameter(1, ids.next())
                        .setParameter(2, topic)
                        .setParameter(3, key)
                        .setParameter(4, type)
                        .setParameter(5, text(payload))
                        .setParameter(6, at.atOffset(ZoneOffset.UTC))
                        .getSingleResult())
                .replaceWithVoid();
    }

    private String text(Object payload) {
        try {
            return json.writeValueAsString(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always writable", e);
        }
    }
}
