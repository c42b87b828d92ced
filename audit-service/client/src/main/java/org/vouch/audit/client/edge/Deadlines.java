package org.vouch.audit.client.edge;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * No call lasts for ever: one that has not arrived whole in time loses its connection, so that a sender who trickles
 * holds nothing for long; one that is not answered in time after it has arrived is answered with 503. What was begun for
 * it may still be done.
 */
@ApplicationScoped
class Deadlines {
    private static final Logger LOG = Logger.getLogger(Deadlines.class);

    private static final Set<HttpMethod> BODILESS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE, HttpMethod.OPTIONS);

    private final ProblemAnswers answers;
    private final long receivedWithin;
    private final long answeredWithin;

    Deadlines(ProblemAnswers answers, EdgeConfig config) {
        this.answers = answers;
        this.receivedWithin = config.receivedWithin().toMillis();
        this.answeredWithin = config.answeredWithin().toMillis();
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(this::watch);
    }

    private void watch(RoutingContext call) {
        var watch = new Watch(call, System.nanoTime());
        watch.check();
        call.addEndHandler(end -> watch.end());
        call.next();
    }

    /** One call; its timers run on the call's own event loop. */
    private final class Watch {
        private static final long CHECKS = 4;

        private final RoutingContext call;
        private final long begun;
        private long arrivedAt;
        private long timer = -1;

        Watch(RoutingContext call, long begun) {
            this.call = call;
            this.begun = begun;
        }

        void check() {
            if (call.response().headWritten()) {
                return;
            }
            if (!arrived()) {
                if (millisSince(begun) >= receivedWithin) {
                    LOG.debug("a call did not arrive in time");
                    call.response().reset();
                    return;
                }
            } else if (arrivedAt == 0) {
                arrivedAt = System.nanoTime();
            } else if (millisSince(arrivedAt) >= answeredWithin) {
                LOG.warn("a call could not be answered in time");
                answers.answer(call, Problems.overloaded());
                return;
            }
            timer = call.vertx()
                    .setTimer(Math.max(1, Math.min(receivedWithin, answeredWithin) / CHECKS), again -> check());
        }

        /** A request whose body nobody reads, because it has none, does not always say that it has ended. */
        private boolean arrived() {
            var request = call.request();
            return request.isEnded()
                    || BODILESS.contains(request.method())
                    || (request.version() != HttpVersion.HTTP_2
                            && request.getHeader(HttpHeaders.CONTENT_LENGTH) == null
                            && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null);
        }

        void end() {
            call.vertx().cancelTimer(timer);
        }

        private static long millisSince(long nanos) {
            return (System.nanoTime() - nanos) / 1_000_000;
        }
    }
}
