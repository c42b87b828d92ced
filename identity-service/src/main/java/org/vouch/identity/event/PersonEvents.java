package org.vouch.identity.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.audit.client.platform.Ids;

/** Facts about persons, keyed by the person: the pseudonym and a time, nothing else. */
@ApplicationScoped
public class PersonEvents {
    static final String TOPIC = "identity.persons";

    private final ObjectMapper json;
    private final Ids ids;
    private final Clock clock;

    PersonEvents(ObjectMapper json, Ids ids, Clock clock) {
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** The payload of all three. */
    record About(UUID person, Instant at) {
        @Override
        public String toString() {
            return "About";
        }
    }

    public OutgoingEvent enrolled(UUID person) {
        return event("PersonEnrolled", person);
    }

    public OutgoingEvent faceWithdrawn(UUID person) {
        return event("FaceWithdrawn", person);
    }

    public OutgoingEvent erased(UUID person) {
        return event("PersonErased", person);
    }

    private OutgoingEvent event(String name, UUID person) {
        var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            return new OutgoingEvent(
                    ids.next(),
                    TOPIC,
                    person.toString(),
                    "org.vouch.identity." + name + ".v1",
                    json.writeValueAsString(new About(person, at)),
                    at);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always writable", e);
        }
    }
}
