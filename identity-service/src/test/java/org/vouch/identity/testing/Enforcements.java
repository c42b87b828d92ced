package org.vouch.identity.testing;

import java.util.UUID;
import org.vouch.audit.client.testing.SentEvents;

/** What audit-service enforces. */
public final class Enforcements {
    private Enforcements() {}

    public static void suspend(String requester) {
        SentEvents.send(
                "audit.enforcements",
                "org.vouch.audit.RequesterSuspended.v1",
                requester,
                """
                {"requester":"%s","kind":"checkpoint","suspension":"%s","alert":null,"reason":"many-subjects",\
                "at":"2026-11-22T00:00:00Z","until":null}"""
                        .formatted(requester, UUID.randomUUID()));
    }

    public static void reinstate(String requester) {
        SentEvents.send(
                "audit.enforcements",
                "org.vouch.audit.RequesterReinstated.v1",
                requester,
                "{\"requester\":\"%s\"}".formatted(requester));
    }
}
