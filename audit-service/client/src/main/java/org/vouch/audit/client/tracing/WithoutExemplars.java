package org.vouch.audit.client.tracing;

import io.prometheus.client.exemplars.ExemplarSampler;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import java.util.Optional;

/**
 * No number that is measured has a trace beside it. By itself Quarkus would tell, with each counter and bucket, the trace
 * that last raised it and when: that a look was refused or a colour turned red, of a trace that leads to whose it was.
 */
@ApplicationScoped
class WithoutExemplars {
    @Produces
    @Alternative
    @Priority(1)
    Optional<ExemplarSampler> none() {
        return Optional.empty();
    }
}
