package org.vouch.testresult.tubes.healthcode;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jspecify.annotations.Nullable;
import org.vouch.testresult.tubes.Refusal;
import org.vouch.testresult.tubes.SampleSubjects.Subject;
import org.vouch.testresult.tubes.healthcode.SampleSubjectsEndpoint.Wanted;

/**
 * The call to healthcode-service with its limits: an answer within three seconds; a second try only where no connection
 * came about or our own token was refused, because otherwise a presence proof may be spent already, and the look is
 * recorded; none at all while the circuit is open. A refusal by healthcode-service is an answer and opens no circuit.
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
        return Uni.createFrom()
                .deferred(() -> tokens.bearer().chain(bearer -> healthcode.find(bearer, wanted)))
                .onFailure(GuardedCalls::isUnauthorized)
                .invoke(tokens::drop)
                .onFailure(GuardedCalls::isUnauthorized)
                .retry()
                .atMost(1)
                .<Subject>map(found -> new Subject.Known(found.person()))
                .onFailure(WebApplicationException.class)
                .recoverWithUni(GuardedCalls::answered);
    }

    /** What healthcode-service says of the pass, the proof or the collector is a refusal; a 403 for us ourselves is none. */
    private static Uni<Subject> answered(Throwable failure) {
        var answer = ((WebApplicationException) failure).getResponse();
        return switch (ProblemType.of(answer)) {
            case "urn:vouch:problem:presence-not-proven" -> refused(Refusal.PRESENCE_NOT_PROVEN);
            case "urn:vouch:problem:pass-stale" -> refused(Refusal.PASS_STALE);
            case "urn:vouch:problem:pass-invalid" -> refused(Refusal.PASS_INVALID);
            case "urn:vouch:problem:requester-suspended" -> refused(Refusal.REQUESTER_SUSPENDED);
            default -> Uni.createFrom().failure(failure);
        };
    }

    private static boolean isUnauthorized(Throwable failure) {
        return failure instanceof WebApplicationException answer
                && answer.getResponse().getStatus() == UNAUTHORIZED;
    }

    private static Uni<Subject> refused(Refusal why) {
        return Uni.createFrom().item(new Subject.Refused(why));
    }

    /** The one field that is read of a problem. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ProblemType(@Nullable String type) {
        /** Empty where the answer is no problem. */
        static String of(Response answer) {
            try {
                var problem = answer.readEntity(ProblemType.class);
                return problem == null || problem.type() == null ? "" : problem.type();
            } catch (ProcessingException | IllegalStateException notAProblem) {
                return "";
            }
        }
    }
}
