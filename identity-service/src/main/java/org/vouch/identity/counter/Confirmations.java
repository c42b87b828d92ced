package org.vouch.identity.counter;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.vouch.identity.facesession.Purpose;

/** What two officers have confirmed and nobody has used yet, by the keyed hash of its code. */
public interface Confirmations {

    /** A case that both have approved. Tells of nobody. */
    record Confirmation(
            byte[] code,
            UUID counterCase,
            byte[] claim,
            Errand errand,
            String firstOfficer,
            String secondOfficer,
            Instant expiresAt) {
        @Override
        public String toString() {
            return "Confirmation";
        }
    }

    Uni<Void> keep(Confirmation confirmed);

    /** Takes it out, once; empty unless it is good for this purpose. */
    Uni<Optional<Confirmation>> spend(byte[] code, Purpose purpose, Instant now);

    /** Undoes {@link #spend} where what it was spent on could not even be tried. */
    Uni<Void> giveBack(Confirmation spent);
}
