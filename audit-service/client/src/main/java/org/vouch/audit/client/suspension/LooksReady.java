package org.vouch.audit.client.suspension;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.vouch.audit.client.access.UnsentRecords;
import org.vouch.audit.client.revocation.Revocations;

/**
 * {@code /q/health/group/looks}: whether looks at others can be answered. Not part of readiness: without Kafka a
 * service still shows everyone their own data.
 */
@ApplicationScoped
@HealthGroup("looks")
class LooksReady implements HealthCheck {
    private final Suspensions suspensions;
    private final Revocations revocations;
    private final UnsentRecords unsent;

    LooksReady(Suspensions suspensions, Revocations revocations, UnsentRecords unsent) {
        this.suspensions = suspensions;
        this.revocations = revocations;
        this.unsent = unsent;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("suspensions")
                .status(suspensions.known() && revocations.known() && !unsent.waitTooLong())
                .build();
    }
}
