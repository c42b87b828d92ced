package org.vouch.audit.thresholds;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The policy as configured. */
@ApplicationScoped
class Policies {
    @Produces
    @Singleton
    ChangePolicy changing(ThresholdConfig config) {
        return new ChangePolicy(config.heldBack(), config.proposalsLast());
    }
}
