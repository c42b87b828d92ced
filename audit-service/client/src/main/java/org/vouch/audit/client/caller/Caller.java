package org.vouch.audit.client.caller;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, as the verified token says.
 *
 * @param id the person's UUID for a resident, the client id otherwise
 * @param label the public name of a client (a gate, a lab), null for a resident
 * @param organisation the organisation that a client belongs to, null for a resident
 */
public record Caller(String id, CallerKind kind, @Nullable String label, @Nullable String organisation) {

    /** The resident's own pseudonym; refuses any other kind of caller. */
    public UUID person() {
        if (kind != CallerKind.RESIDENT) {
            throw new IllegalStateException("a " + kind.wire() + " is not a person");
        }
        return UUID.fromString(id);
    }

    /** A caller without a token, named by something that tells attempts apart and nothing about the person. */
    public static Caller anonymous(String handle) {
        return new Caller(handle, CallerKind.ANONYMOUS, null, null);
    }
}
