package org.vouch.identity.vault;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The part of a sealed person that the platform's own keys make: it changes with them, without the person's document.
 *
 * @param index what the row is found by: a keyed hash of one half of the stretched number
 * @param indexKey of what keyset and key, null where that was not recorded
 * @param masterKey likewise
 * @param finding that half, sealed by the master key; null where it was not kept
 * @param rowSecret random, sealed by the master key
 */
public record Outer(
        UUID person,
        byte[] index,
        @Nullable String indexKey,
        @Nullable String masterKey,
        byte @Nullable [] finding,
        byte[] rowSecret) {

    @Override
    public String toString() {
        return "Outer";
    }
}
