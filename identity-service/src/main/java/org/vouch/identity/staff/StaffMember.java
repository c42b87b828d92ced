package org.vouch.identity.staff;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;

/**
 * One account, with one role: who has two has two accounts, so that no token can do what two people have to do together.
 *
 * @param id the client id, the {@code sub} of its tokens
 * @param label the public name of a post, such as a counter: persons see it in who looked at them
 */
public record StaffMember(UUID id, String label, StaffRole role, String organisation, State state, Instant createdAt) {

    /** Invited and not yet come, come, or gone for good. */
    public enum State {
        @JsonProperty("invited")
        INVITED,
        @JsonProperty("active")
        ACTIVE,
        @JsonProperty("revoked")
        REVOKED
    }
}
