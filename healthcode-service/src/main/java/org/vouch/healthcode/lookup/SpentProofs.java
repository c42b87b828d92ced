package org.vouch.healthcode.lookup;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** Which proofs were exchanged already. */
public interface SpentProofs {
    /** True for exactly one caller, of however many at once and on however many replicas. */
    Uni<Boolean> spend(String proofId, Instant expiresAt);
}
