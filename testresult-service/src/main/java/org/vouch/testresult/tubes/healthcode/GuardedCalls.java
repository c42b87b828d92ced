package org.vouch.testresult.tubes.healthcode;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.net.ConnectException;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.vouch.testresult.tubes.Refusal;
import org.vouch.testresult.tubes.SampleSubjects.Subject;
import org.vouch.testresult.tubes.healthcode.SampleSubjectsEndpoint.Wanted;

/**
 * The call to healthcode-service with its limits: an answer within three seconds; a second try only where no connection
 * came about, because a presence proof is spent by the first; none at all while the circuit is open. A refusal by
 * healthcode-service is an answer and opens no circuit.
 */
@ApplicationScoped
class GuardedCalls {
    private static final int UNAUTHORIZED = 401;

    private final SampleSubjectsEndpoint healthcode;
    private final ServiceTokens tokens;

    GuardedCalls(@RestClient SampleSubjectsEndpoint healthcode, ServiceTokens tokens) {
        this.healthcode = healthcode;
        this.tokens = tokens;
    }

    @Timeout(value = 3, unit = ChronoUnit.SECONDS)
    @Retry(maxRetries = 1, delay = 50, jitter = 50, retryOn = ConnectException.class)
    @CircuitBreaker(requestVolumeThreshold = 10, failureRatio = 0.5, delay = 1, delayUnit = ChronoUnit.SECONDS)
    Uni<Subject> find(Wanted wanted) {
        return tokens.bearer().chain(bearer -> healthcode
                .find(bearer, wanted)
                .<Subject>map(found -> new Subject.Known(found.person()))
                .onFailure(WebApplicationException.class)
                .recoverWithUni(this::answered));
    }

    private Uni<Subject> answered(Throwable answer) {
        return switch (((WebApplicationException) answer).getResponse().getStatus()) {
            case 403 -> refused(Refusal.PRESENCE_NOT_PROVEN);
            case 409 -> refused(Refusal.PASS_STALE);
            case 422 -> refused(Refusal.PASS_INVALID);
            case UNAUTHORIZED -> {
                tokens.drop();
                yield Uni.createFrom().failure(answer);
            }
            default -> Uni.createFrom().failure(answer);
        };
    }

    private static Uni<Subject> refused(Refusal why) {
        return Uni.createFrom().item(new Subject.Refused(why));
    }
}
