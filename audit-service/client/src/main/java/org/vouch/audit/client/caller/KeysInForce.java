package org.vouch.audit.client.caller;

import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.security.PublicKey;
import java.util.Optional;
import org.vouch.audit.client.revocation.Revocations;

/** Whoever verifies with the issuer's keys, access tokens or presence proofs, is never given one that is revoked. */
@Decorator
@Priority(1)
class KeysInForce implements TokenKeys {
    private final TokenKeys keys;
    private final Revocations revocations;

    @Inject
    KeysInForce(@Any @Delegate TokenKeys keys, Revocations revocations) {
        this.keys = keys;
        this.revocations = revocations;
    }

    @Override
    public Optional<PublicKey> key(String keyId) {
        return revocations.key(keyId) ? Optional.empty() : keys.key(keyId);
    }

    @Override
    public boolean known() {
        return keys.known();
    }
}
