package org.vouch.identity.token;

import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** Assertions that were used, for as long as they would be good. */
public interface SpentAssertions {
    /** True the first time. Of two at once one succeeds. */
    Uni<Boolean> spend(String client, String assertion, Instant expiresAt);
}
