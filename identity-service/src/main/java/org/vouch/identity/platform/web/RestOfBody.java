package org.vouch.identity.platform.web;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Throws away what the caller goes on sending after the answer is known, so that they can read it; no thread waits for
 * them, and after five seconds the connection is closed.
 */
@ApplicationScoped
public class RestOfBody {
    private static final Duration LINGERS = Duration.ofSeconds(5);

    /** The event loop on which a call came in: nobody else may touch what is still coming. */
    private static final String LOOP = RestOfBody.class.getName();

    private final CurrentVertxRequest current;

    RestOfBody(CurrentVertxRequest current) {
        this.current = current;
    }

    void install(@Observes Router router, Vertx vertx) {
        router.route().order(Integer.MIN_VALUE).handler(call -> {
            call.put(LOOP, vertx.getOrCreateContext());
            call.next();
        });
    }

    public void discard() {
        var call = current.getCurrent();
        Context loop = call.get(LOOP);
        loop.runOnContext(now -> discard(call));
    }

    private static void discard(RoutingContext call) {
        HttpServerRequest request = call.request();
        if (request.isEnded()) {
            return;
        }
        var vertx = call.vertx();
        // Asked again at the end: a body that has come whole, but was not resumed since, calls no end handler any more.
        var late = vertx.setTimer(LINGERS.toMillis(), now -> {
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
        try {
            request.endHandler(end -> vertx.cancelTimer(late));
            request.exceptionHandler(gone -> vertx.cancelTimer(late));
            request.handler(rest -> {});
            request.resume();
        } catch (IllegalStateException ended) {
            // Its end came just now: there is no rest.
            vertx.cancelTimer(late);
        }
    }
}
