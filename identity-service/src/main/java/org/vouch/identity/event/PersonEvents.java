package org.vouch.identity.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.vouch.audit.client.outbox.OutgoingEvent;
import org.vouch.audit.client.platform.Ids;

/** Facts about persons, keyed by the person: pseudonyms and times, and who may act for them; nothing else. */
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

    /** The payload of all that are about one person alone. */
    record About(UUID person, Instant at) {
        @Override
        public String toString() {
            return "About";
        }
    }

    /** The payload of both that are about two. */
    record BetweenTwo(UUID delegation, UUID helper, UUID dependant, List<String> scopes, Instant until, Instant at) {
        @Override
        public String toString() {
            return "BetweenTwo";
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

    /** Keyed by the dependant: what is told about is theirs, and it must stay in order with their erasure. */
    public OutgoingEvent delegationGranted(
            UUID delegation, UUID helper, UUID dependant, List<String> scopes, Instant until) {
        var at = now();
        return event(
                "DelegationGranted", dependant, new BetweenTwo(delegation, helper, dependant, scopes, until, at), at);
    }

    /** Told before {@code until}; of a delegation that has come to its end nothing is told. */
    public OutgoingEvent delegationRevoked(
            UUID delegation, UUID helper, UUID dependant, List<String> scopes, Instant until) {
        var at = now();
        return event(
                "DelegationRevoked", dependant, new BetweenTwo(delegation, helper, dependant, scopes, until, at), at);
    }

    private OutgoingEvent event(String name, UUID person) {
        var at = now();
        return event(name, person, new About(person, at), at);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private OutgoingEvent event(String name, UUID person, Object payload, Instant at) {
        try {
            return new OutgoingEvent(
                            ids.next(),
                            TOPIC,
                            person.toString(),
                            "org.vouch.identity." + name + ".v1",
                            json.writeValueAsString(payload),
                            at)
                    .traced();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always writable", e);
        }
    }
}
