package org.vouch.identity.delegation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * That one person may act for another, by pseudonyms.
 *
 * @param scopes not empty, each once, in the order of {@link Scope}
 * @param until exclusive
 */
public record Delegation(UUID id, UUID helper, UUID dependant, List<Scope> scopes, Instant until) {
    @Override
    public String toString() {
        return "Delegation";
    }
}
