package org.vouch.audit.suspensions;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The policy as configured. */
@ApplicationScoped
class Policies {
    @Produces
    @Singleton
    SuspensionPolicy suspending(SuspensionConfig config) {
        return new SuspensionPolicy(config.lasts());
    }
}
