package org.vouch.testresult.erasure.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready before erasures are followed; ready ever after, for residents read their results without Kafka too. */
@Readiness
@ApplicationScoped
class PersonEventsReady implements HealthCheck {
    private final PersonEvents events;

    PersonEventsReady(PersonEvents events) {
        this.events = events;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("person-events")
                .status(events.assigned())
                .build();
    }
}
