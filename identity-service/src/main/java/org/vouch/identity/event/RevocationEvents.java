package org.vouch.identity.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.audit.client.platform.Ids;
import org.vouch.audit.client.revocation.Revocations;

/** Facts that end tokens at every service: no client and no key comes back. */
@ApplicationScoped
public class RevocationEvents {
    private final ObjectMapper json;
    private final Ids ids;

    RevocationEvents(ObjectMapper json, Ids ids) {
        this.json = json;
        this.ids = ids;
    }

    record ClientRevoked(String client, String by, Instant at) {}

    record KeyRevoked(String kid, String by, Instant at) {}

    public OutgoingEvent clientRevoked(String client, String by, Instant at) {
        return event(Revocations.CLIENT_REVOKED, Revocations.ofClient(client), new ClientRevoked(client, by, at), at);
    }

    public OutgoingEvent keyRevoked(String kid, String by, Instant at) {
        return event(Revocations.KEY_REVOKED, Revocations.ofKey(kid), new KeyRevoked(kid, by, at), at);
    }

    private OutgoingEvent event(String type, String key, Object payload, Instant at) {
        try {
            return new OutgoingEvent(ids.next(), Revocations.TOPIC, key, type, json.writeValueAsString(payload), at);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always writable", e);
        }
    }
}
