package org.vouch.healthcode.delegation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * That one person may look at another, both by pseudonym.
 *
 * @param until exclusive
 */
public record Delegation(UUID id, UUID helper, UUID dependant, List<Scope> scopes, Instant until) {
    @Override
    public String toString() {
        return "Delegation";
    }
}
