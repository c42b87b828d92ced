package org.vouch.audit.client.edge;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A request that did not say how long its body is. Counts what its reader is given; where that passes the limit, the
 * reader is told that the body is broken and gets no more of it. All of it happens on the event loop of the request.
 */
final class LimitedRequest extends HttpServerRequestWrapper {
    private final long limit;
    private final Runnable whenTooLarge;
    private long given;

    @Nullable
    private Handler<Throwable> broken;

    LimitedRequest(HttpServerRequestInternal request, long limit, Runnable whenTooLarge) {
        super(request);
        this.limit = limit;
        this.whenTooLarge = whenTooLarge;
    }

    /** A request that was answered while its body was still being read. */
    static final class TooLarge extends IOException {
        TooLarge() {
            super("the body is too large");
        }
    }

    @Override
    public HttpServerRequest handler(@Nullable Handler<Buffer> reader) {
        super.handler(reader == null ? null : chunk -> give(chunk, reader));
        return this;
    }

    @Override
    public HttpServerRequest exceptionHandler(@Nullable Handler<Throwable> handler) {
        broken = handler;
        super.exceptionHandler(handler);
        return this;
    }

    private void give(Buffer chunk, Handler<Buffer> reader) {
        given += chunk.length();
        if (given <= limit) {
            reader.handle(chunk);
            return;
        }
        whenTooLarge.run();
        if (broken != null) {
            broken.handle(new TooLarge());
        }
    }
}
