package org.vouch.audit.suspensions;

import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.pseudonym.Pseudonym;

/**
 * Whom an alert or a suspension is about. The id is for the services that enforce; auditors see the pseudonym.
 *
 * @param id the person's UUID or the client id
 * @param label the public name of a client, null for a person
 */
public record Requester(String id, Pseudonym pseudonym, CallerKind kind, @Nullable String label) {

    /** The client's id, null for a person: nobody reads a person's id here. */
    public @Nullable String clientId() {
        return kind == CallerKind.RESIDENT || kind == CallerKind.ANONYMOUS ? null : id;
    }

    /** Whether the services know the id: of whom only the pseudonym is known any more nobody is suspended. */
    public boolean isNamed() {
        return !id.equals(pseudonym.hex());
    }

    /** What auditors call the requester. */
    public String shownAs() {
        return clientId() == null ? "Resident " + pseudonym.hex().substring(0, 8) : label == null ? id : label;
    }

    @Override
    public String toString() {
        return "Requester[" + kind + "]";
    }
}
