package org.vouch.testresult.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.audit.client.platform.Ids;

/** Makes facts into events of {@value #NAME}: the key is the person, so all that concerns one person keeps its order. */
@ApplicationScoped
public class ResultsTopic {
    public static final String NAME = "testresult.results";

    private final ObjectMapper json;
    private final Ids ids;

    ResultsTopic(ObjectMapper json, Ids ids) {
        this.json = json;
        this.ids = ids;
    }

    /** A fact of this topic; its class name is the event's name. */
    public interface Fact {
        UUID person();
    }

    public OutgoingEvent event(Fact fact, Instant at) {
        return new OutgoingEvent(
                        ids.next(),
                        NAME,
                        fact.person().toString(),
                        "org.vouch.testresult." + fact.getClass().getSimpleName() + ".v1",
                        text(fact),
                        at)
                .traced();
    }

    private String text(Fact fact) {
        try {
            return json.writeValueAsString(fact);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a fact is always writable");
        }
    }
}
