package org.vouch.audit.client.edge;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/**
 * Refuses a path with dot segments (RFC 3986 section 3.3), however they are written. A gateway that goes by how a path begins and does
 * not resolve them lets {@code /v1/../q/metrics} pass as one of {@code /v1}; the router here would resolve it to what the gateway keeps
 * from people: health, metrics, and what services ask each other.
 */
@ApplicationScoped
class PlainPaths {
    private static final Pattern DOT_SEGMENT = Pattern.compile("/(?:\\.|%2[eE]){1,2}(?:/|$)");

    private final ProblemAnswers answers;

    PlainPaths(ProblemAnswers answers) {
        this.answers = answers;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(call -> {
            if (isPlain(call.request().path())) {
                call.next();
            } else {
                answers.answer(call, Problems.malformed("path", "has no segments of dots alone"));
            }
        });
    }

    static boolean isPlain(String path) {
        return !DOT_SEGMENT.matcher(path).find();
    }
}
