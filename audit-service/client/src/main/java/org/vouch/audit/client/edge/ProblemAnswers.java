package org.vouch.audit.client.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Writes a problem, byte for byte the same wherever it comes from; {@code Retry-After} is jittered by up to half. */
@ApplicationScoped
public class ProblemAnswers {
    private static final Duration LINGERS = Duration.ofSeconds(5);

    private final ObjectMapper json;

    ProblemAnswers(ObjectMapper json) {
        this.json = json;
    }

    public Response toResponse(Problem problem) {
        var answer = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header("Cache-Control", "no-store")
                .entity(bytes(problem));
        var wait = problem.retryAfter();
        if (wait != null) {
            answer.header("Retry-After", jittered(wait.toSeconds()));
        }
        if (problem.status() == 401) {
            answer.header("WWW-Authenticate", "Bearer");
        }
        return answer.build();
    }

    /** Answers outside of JAX-RS. */
    void answer(RoutingContext call, Problem problem) {
        var response = call.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store")
                .end(Buffer.buffer(bytes(problem)))
                .onFailure(gone -> call.request().connection().close());
    }

    /**
     * Answers while the caller is still sending, throws the rest of the body away as it comes and closes the connection
     * after its end, or after five seconds. Closing at once, as {@code Connection: close} would, resets the connection
     * under the caller's hands, and the caller never reads the answer.
     */
    void refuseTheRest(RoutingContext call, Problem problem) {
        var request = call.request();
        request.handler(rest -> {});
        request.endHandler(end -> request.connection().close());
        answer(call, problem);
        request.resume();
        call.vertx().setTimer(LINGERS.toMillis(), late -> request.connection().close());
    }

    private byte[] bytes(Problem problem) {
        try {
            return json.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always writable", e);
        }
    }

    private static long jittered(long seconds) {
        return seconds + ThreadLocalRandom.current().nextLong(seconds / 2 + 1);
    }
}
