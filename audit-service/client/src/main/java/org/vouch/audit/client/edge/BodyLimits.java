package org.vouch.audit.client.edge;

import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a body by its announced length before any of it is read, and one without as soon as it is too large. Turns
 * every failure outside of JAX-RS (an unknown path, for instance) into a problem.
 */
@ApplicationScoped
class BodyLimits {
    private static final Logger LOG = Logger.getLogger(BodyLimits.class);

    /** Marks a request whose body is counted while it is read. */
    private static final String COUNTED = BodyLimits.class.getName();

    /** What comes of an endless body until its sender reads that it is refused. */
    private static final long UNTIL_READ = 1024 * 1024;

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
        router.route().order(Integer.MIN_VALUE).handler(call -> check(call, router));
        router.route().order(Integer.MIN_VALUE).failureHandler(this::failed);
        // After Quarkus has noted the limit of all paths: a reader would answer at it on its own, with no problem.
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1).handler(BodyLimits::readWithoutLimit);
        router.route().last().order(Integer.MAX_VALUE).handler(call -> answers.answer(call, Problems.notFound()));
    }

    private void check(RoutingContext call, Router router) {
        var request = (HttpServerRequestInternal) call.request();
        var announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (isAmbiguous(request, announced)) {
            answers.refuseTheRest(
                    call, Problems.malformed("Transfer-Encoding", "says where a body ends, alone"), UNTIL_READ);
        } else if (announced != null && tooLong(announced, limitOf(request.path()))) {
            answers.refuseTheRest(call, Problems.tooLarge(), Long.MAX_VALUE);
        } else if (announced == null
                && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
                && request.context().getLocal(COUNTED) == null) {
            request.context().putLocal(COUNTED, true);
            router.handle(new LimitedRequest(
                    request,
                    limitOf(request.path()),
                    () -> answers.refuseTheRest(call, Problems.tooLarge(), UNTIL_READ)));
        } else {
            call.next();
        }
    }

    /**
     * Two lengths, of which others on the way may believe the other one (RFC 9112, section 6.1): a length that is announced is
     * not counted, so a body in chunks would be without end. HTTP/1.0 has no chunks; of HTTP/1.1 the server below keeps the
     * chunks alone.
     */
    private static boolean isAmbiguous(HttpServerRequest request, @Nullable String announced) {
        return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
                && (announced != null || request.version() == HttpVersion.HTTP_1_0);
    }

    private static void readWithoutLimit(RoutingContext call) {
        call.remove(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY);
        call.next();
    }

    private void failed(RoutingContext call) {
        var status = call.statusCode();
        if (status < 400) {
            call.next();
            return;
        }
        if (call.response().ended() && call.response().getStatusCode() == 413) {
            LOG.debug("a body that was refused could not be read to its end");
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
