package org.vouch.identity.enrolment.registry;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.vouch.identity.enrolment.CivilRegistry.Answer;
import org.vouch.identity.enrolment.registry.PortraitDesk.Question;

/** Asks the registry for at most three seconds, and not at all for five once half of ten questions failed. */
@ApplicationScoped
class GuardedDesk {
    private static final int FOUND = 200;
    private static final int NOT_FOUND = 404;

    private final PortraitDesk desk;
    private final RegistryConfig config;

    GuardedDesk(@RestClient PortraitDesk desk, RegistryConfig config) {
        this.desk = desk;
        this.config = config;
    }

    /** The registry's own answer was neither a portrait nor that there is none. */
    static final class NoAnswer extends RuntimeException {
        NoAnswer(int status) {
            super("the civil registry answered with status " + status);
        }
    }

    @Timeout(value = 3, unit = ChronoUnit.SECONDS)
    @CircuitBreaker(requestVolumeThreshold = 10, failureRatio = .5, delay = 5, delayUnit = ChronoUnit.SECONDS)
    Uni<Answer> ask(Question question) {
        return desk.portrait("Bearer " + config.key(), question)
                .map(response -> answer(response.getStatus(), response.getEntity()));
    }

    private Answer answer(int status, byte @org.jspecify.annotations.Nullable [] body) {
        if (status == NOT_FOUND) {
            return new Answer.NotKnown();
        }
        if (status != FOUND || body == null || body.length > config.maxPortraitBytes()) {
            throw new NoAnswer(status);
        }
        return new Answer.Portrait(body);
    }
}
