package org.vouch.audit.client.caller;

import java.security.PublicKey;
import java.util.Optional;

/** The issuer's public keys by key id. Never blocks: answers from what is known now. */
public interface TokenKeys {
    Optional<PublicKey> key(String keyId);

    /** Whether any key is known: before that every token is refused. */
    default boolean known() {
        return true;
    }
}
