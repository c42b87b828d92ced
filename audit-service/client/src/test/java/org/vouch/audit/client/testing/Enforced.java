package org.vouch.audit.client.testing;

import java.time.Instant;
import java.util.UUID;
import org.vouch.audit.client.suspension.Shields;
import org.vouch.audit.client.suspension.Suspensions;

/** What audit-service enforces, as it would send it. */
public final class Enforced {
    private Enforced() {}

    public static void shield(UUID person, Instant until) {
        send("SubjectShielded", person, '"' + until.toString() + '"');
    }

    public static void unshield(UUID person) {
        send("SubjectUnshielded", person, "null");
    }

    private static void send(String type, UUID person, String until) {
        var handle = Shields.handleOf(person);
        SentEvents.send(
                Suspensions.TOPIC,
                "org.vouch.audit." + type + ".v1",
                Shields.keyOf(handle),
                """
                {"subject":"%s","shield":"%s","reason":"in-demand","at":"%s","until":%s}"""
                        .formatted(handle, UUID.randomUUID(), Instant.now(), until));
    }
}
