package org.vouch.audit.detection;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.pseudonym.Pseudonym;

/**
 * One look at a known person, as the rules see it.
 *
 * @param record the access record's id
 * @param at by the producer's clock; see {@link BoundedTime}
 * @param requester the person's UUID or the client id
 * @param label the public name of a client, null for a person
 */
public record Look(
        UUID record,
        Instant at,
        String requester,
        CallerKind kind,
        @Nullable String label,
        Pseudonym subject,
        String action,
        boolean refused) {

    public Look at(Instant time) {
        return new Look(record, time, requester, kind, label, subject, action, refused);
    }

    @Override
    public String toString() {
        return "Look[" + record + " " + action + "]";
    }
}
