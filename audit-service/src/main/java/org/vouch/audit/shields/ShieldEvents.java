package org.vouch.audit.shields;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** Tells every service, once the caller's transaction commits. */
public interface ShieldEvents {
    Uni<Void> shielded(Shield shield);

    Uni<Void> unshielded(Shield shield, Instant at);
}
