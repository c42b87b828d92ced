package org.vouch.local.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;

/** What the gateway answers itself (RFC 9457), in the words of the services' own problems. */
enum Problem {
    AMBIGUOUS(400, "malformed-request", "The path can be read in more than one way", "Send it in its shortest form."),
    NOT_FOUND(404, "not-found", "There is nothing here", "The page at / says what there is."),
    /** Nothing was sent: to try again is safe. */
    UNAVAILABLE(503, "overloaded", "The service cannot be reached just now", "Nothing was done. Try again."),
    /** It may have been done. */
    BROKEN_OFF(502, "bad-gateway", "The service did not answer to the end", "Whether it was done is not known."),
    TOO_SLOW(504, "gateway-timeout", "The service did not answer in time", "Whether it was done is not known.");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LEAST_WAIT = 1;
    private static final int MOST_WAIT = 3;

    private final int status;
    private final String slug;
    private final String title;
    private final String detail;

    Problem(int status, String slug, String title, String detail) {
        this.status = status;
        this.slug = slug;
        this.title = title;
        this.detail = detail;
    }

    /** Why a request that was to go to a service did not come back. */
    static Problem of(Throwable failure) {
        if (failure instanceof NotReached) {
            return UNAVAILABLE;
        }
        return failure instanceof TimeoutException ? TOO_SLOW : BROKEN_OFF;
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/problem+json");
        headers.put("Cache-Control", "no-store");
        if (this == UNAVAILABLE) {
            headers.put(
                    "Retry-After", Integer.toString(ThreadLocalRandom.current().nextInt(LEAST_WAIT, MOST_WAIT + 1)));
        }
        return headers;
    }

    Buffer body() {
        try {
            return Buffer.buffer(JSON.writeValueAsBytes(JSON.createObjectNode()
                    .put("type", "urn:vouch:problem:" + slug)
                    .put("title", title)
                    .put("status", status)
                    .put("detail", detail)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is always writable", e);
        }
    }

    /** No process of a service took a connection, so none was sent the request. */
    static final class NotReached extends RuntimeException {
        NotReached(Throwable last) {
            super("no process of the service takes a connection", last, false, false);
        }
    }
}
