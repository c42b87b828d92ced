package org.vouch.audit.client.testing;

import java.time.Instant;
import java.util.UUID;
import org.vouch.audit.client.suspension.Restraints;
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

    public static void throttle(String requester, Instant until) {
        restrain("RequesterThrottled", Restraints.throttleKeyOf(requester), requester, '"' + until.toString() + '"');
    }

    /** From now on. */
    public static void demandSignIn(String requester) {
        restrain("SignInDemanded", Restraints.signInKeyOf(requester), requester, "null");
    }

    private static void restrain(String type, String key, String requester, String until) {
        SentEvents.send(
                Suspensions.TOPIC,
                "org.vouch.audit." + type + ".v1",
                key,
                """
                {"requester":"%s","kind":"resident","alert":"%s","reason":"ring","at":"%s","until":%s}"""
                        .formatted(requester, UUID.randomUUID(), Instant.now(), until));
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
