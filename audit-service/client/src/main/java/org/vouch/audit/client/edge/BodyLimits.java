package org.vouch.audit.client.edge;

import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Refuses a body by its announced length before any of it is read; a body without one is cut off at the hard limit of
 * {@code quarkus.http.limits.max-body-size}. Turns every failure outside of JAX-RS (an unknown path, for instance) into
 * a problem.
 */
@ApplicationScoped
class BodyLimits {
    private static final Logger LOG = Logger.getLogger(BodyLimits.class);

    private record Limit(Pattern path, long bytes) {}

    private final ProblemAnswers answers;
    private final List<Limit> limits;
    private final long otherwise;

    BodyLimits(ProblemAnswers answers, EdgeConfig config) {
        this.answers = answers;
        this.otherwise = config.maxBodyBytes();
        this.limits = config.pathLimits().stream()
                .map(limit -> new Limit(Pattern.compile(limit.path()), limit.maxBodyBytes()))
                .toList();
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::check);
        router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
        // After Quarkus has noted the limit of all paths: a body without announced length is cut off at its path's own.
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1).handler(this::noteForTheReader);
        router.route().last().order(Integer.MAX_VALUE).handler(call -> answers.answer(call, Problems.notFound()));
    }

    private void check(RoutingContext call) {
        var announced = call.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced != null && tooLong(announced, limitOf(call.request().path()))) {
            answers.refuseTheRest(call, Problems.tooLarge());
        } else {
            call.next();
        }
    }

    private void noteForTheReader(RoutingContext call) {
        call.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, limitOf(call.request().path()));
        call.next();
    }

    private void failed(RoutingContext call) {
        var status = call.statusCode();
        if (status < 400) {
            call.next();
            return;
        }
        if (status >= 500) {
            LOG.errorf("a request failed outside of any resource: %s", Causes.withoutMessages(call.failure()));
        }
        answers.answer(call, ProblemMappers.ofStatus(status));
    }

    private long limitOf(String path) {
        return limits.stream()
                .filter(limit -> limit.path().matcher(path).matches())
                .mapToLong(Limit::bytes)
                .findFirst()
                .orElse(otherwise);
    }

    static boolean tooLong(String announced, long limit) {
        try {
            return Long.parseLong(announced) > limit;
        } catch (NumberFormatException notANumber) {
            return true;
        }
    }
}
