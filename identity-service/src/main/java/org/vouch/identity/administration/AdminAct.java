package org.vouch.identity.administration;

import java.time.Instant;

/**
 * What somebody wanted done with a key or a staff account. Written down in the transaction of what it does, and where it
 * was refused as well: neither is committed without the other. The access records are for looks at persons, and have no
 * place for it.
 *
 * @param actor the client id of who acted: an administrator, or the staff member who signed in or out
 * @param about the account's id or the key's
 */
public record AdminAct(String actor, Kind kind, String about, Instant at) {
    /** The closed set of acts; {@link #wire} is what is stored. */
    public enum Kind {
        KEY_REVOCATION("key-revocation"),
        INVITATION("invitation"),
        SIGN_IN("sign-in"),
        SIGN_OUT("sign-out"),
        REVOCATION("revocation");

        private final String wire;

        Kind(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }
}
