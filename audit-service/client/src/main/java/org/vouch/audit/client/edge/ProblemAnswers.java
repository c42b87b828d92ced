package org.vouch.audit.client.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Writes a problem, byte for byte the same wherever it comes from; {@code Retry-After} is jittered by up to half, at least by a second. */
@ApplicationScoped
public class ProblemAnswers {
    private static final Duration LINGERS = Duration.ofSeconds(5);

    private final ObjectMapper json;

    ProblemAnswers(ObjectMapper json) {
        this.json = json;
    }

    public Response toResponse(Problem problem) {
        var answer = Response.status(problem.status()).entity(bytes(problem));
        headers(problem).forEach(answer::header);
        return answer.build();
    }

    /** Answers outside of JAX-RS. */
    void answer(RoutingContext call, Problem problem) {
        var response = call.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        headers(problem).forEach(response::putHeader);
        response.setStatusCode(problem.status())
                .end(Buffer.buffer(bytes(problem)))
                .onFailure(gone -> call.request().connection().close());
    }

    /**
     * Answers while the caller is still sending, throws the rest of the body away as it comes and closes the connection
     * after its end, after five seconds or after too much. Closing at once, as {@code Connection: close} would, resets
     * the connection under the caller's hands, and the caller never reads the answer.
     *
     * @param most how many bytes of the rest are not yet too much
     */
    void refuseTheRest(RoutingContext call, Problem problem, long most) {
        var request = call.request();
        var read = new AtomicLong();
        request.handler(rest -> {
            if (read.addAndGet(rest.length()) > most) {
                request.connection().close();
            }
        });
        request.endHandler(end -> request.connection().close());
        answer(call, problem);
        request.resume();
        call.vertx().setTimer(LINGERS.toMillis(), late -> request.connection().close());
    }

    private static Map<String, String> headers(Problem problem) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", Problem.MEDIA_TYPE);
        headers.put("Cache-Control", "no-store");
        var wait = problem.retryAfter();
        if (wait != null) {
            headers.put("Retry-After", Long.toString(jittered(wait.toSeconds())));
        }
        if (problem.status() == 401) {
            headers.put("WWW-Authenticate", challenge(problem.signInWithin()));
        }
        return headers;
    }

    /** RFC 6750 section 3, and RFC 9470 section 3 where it is the sign-in that is too old. */
    private static String challenge(@Nullable Duration signInWithin) {
        return signInWithin == null
                ? "Bearer"
                : "Bearer error=\"insufficient_user_authentication\","
                        + " error_description=\"A more recent sign-in is needed\", max_age=\""
                        + Math.max(0, signInWithin.toSeconds()) + "\"";
    }

    private byte[] bytes(Problem problem) {
        try {
            return json.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always writable", e);
        }
    }

    private static long jittered(long seconds) {
        return seconds + ThreadLocalRandom.current().nextLong(Math.max(1, seconds / 2) + 1);
    }
}
