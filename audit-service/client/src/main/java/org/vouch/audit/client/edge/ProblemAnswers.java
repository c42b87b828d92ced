package org.vouch.audit.client.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.ThreadLocalRandom;

/** Writes a problem, byte for byte the same wherever it comes from; {@code Retry-After} is jittered by up to half. */
@ApplicationScoped
public class ProblemAnswers {
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

    /** Answers outside of JAX-RS; closes the connection where the body was refused unread. */
    void answer(RoutingContext call, Problem problem) {
        var response = call.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        response.setStatusCode(problem.status())
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .putHeader("Cache-Control", "no-store");
        if (problem.status() == 413) {
            response.putHeader("Connection", "close");
        }
        response.end(io.vertx.core.buffer.Buffer.buffer(bytes(problem))).onComplete(done -> {
            if (problem.status() == 413) {
                call.request().connection().close();
            }
        });
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
