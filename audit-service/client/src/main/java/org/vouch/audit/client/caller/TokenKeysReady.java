package org.vouch.audit.client.caller;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A service that knows no key of the issuer would refuse everybody. */
@ApplicationScoped
@Readiness
class TokenKeysReady implements HealthCheck {
    private final TokenKeys keys;

    TokenKeysReady(TokenKeys keys) {
        this.keys = keys;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("token-keys").status(keys.known()).build();
    }
}
