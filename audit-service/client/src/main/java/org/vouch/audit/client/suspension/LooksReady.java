package org.vouch.audit.client.suspension;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * {@code /q/health/group/looks}: whether looks at others can be answered. Not part of readiness: without Kafka a
 * service still shows everyone their own data.
 */
@ApplicationScoped
@HealthGroup("looks")
class LooksReady implements HealthCheck {
    private final Suspensions suspensions;

    LooksReady(Suspensions suspensions) {
        this.suspensions = suspensions;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("suspensions")
                .status(suspensions.known())
                .build();
    }
}
