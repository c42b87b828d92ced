package org.vouch.identity.platform;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;

/**
 * Throws away what the caller goes on sending after the answer is known, so that they can read it; no thread waits for
 * them, and after five seconds the connection is closed.
 */
@RequestScoped
public class RestOfBody {
    private static final Duration LINGERS = Duration.ofSeconds(5);

    private final CurrentVertxRequest current;
    private final Vertx vertx;

    RestOfBody(CurrentVertxRequest current, Vertx vertx) {
        this.current = current;
        this.vertx = vertx;
    }

    public void discard() {
        var request = current.getCurrent().request();
        if (!request.isEnded()) {
            vertx.getOrCreateContext().runOnContext(now -> discard(request));
        }
    }

    private void discard(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        var late =
                vertx.setTimer(LINGERS.toMillis(), now -> request.connection().close());
        request.endHandler(end -> vertx.cancelTimer(late));
        request.exceptionHandler(gone -> vertx.cancelTimer(late));
        request.handler(rest -> {});
        request.resume();
    }
}
