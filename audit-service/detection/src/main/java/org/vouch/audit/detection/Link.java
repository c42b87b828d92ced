package org.vouch.audit.detection;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;

/**
 * One of several requesters, each new to the same person, who asked about them within two days.
 *
 * @param refused null where it was not kept: then as if they were told something
 */
public record Link(
        long subject,
        Instant at,
        UUID record,
        String requester,
        CallerKind kind,
        @Nullable String label,
        @Nullable Boolean refused) {

    boolean answered() {
        return !Boolean.TRUE.equals(refused);
    }

    @Override
    public String toString() {
        return "Link[" + record + "]";
    }
}
