package org.vouch.audit.log.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Calls of the log's processes: short, on the caller's thread, and given up after three seconds with whatever has come of the
 * answer by then, or once it is too long. A request's own time limit ends with the answer's head, and witnesses are other
 * people's: one that never ends its answer must not keep the log from all others.
 */
final class Http {
    /** A checkpoint with more cosignatures than anybody has witnesses. */
    static final int MOST_BYTES = 65_536;

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Duration patience;
    private final HttpClient client;

    Http() {
        this(PATIENCE);
    }

    Http(Duration patience) {
        this.patience = patience;
        this.client = HttpClient.newBuilder().connectTimeout(patience).build();
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = client.sendAsync(request.timeout(patience).build(), head -> new ShortText(MOST_BYTES));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new HttpTimeoutException("no whole answer in time");
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException failure ? failure : new IOException(failed.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    /** {@code prefix} with or without a slash at its end. */
    static URI at(URI prefix, String path) {
        return URI.create(prefix.toString().replaceAll("/$", "") + path);
    }
}
