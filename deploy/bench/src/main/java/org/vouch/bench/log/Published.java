package org.vouch.bench.log;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/**
 * When anybody could have read which checkpoint: asks for it every 50 ms, as the public may. A checkpoint is served once a quorum
 * of witnesses has cosigned it.
 */
final class Published implements AutoCloseable {

    private static final int EVERY_MILLIS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;
    private final NavigableMap<Long, Long> seenAt = new ConcurrentSkipListMap<>();
    private final Thread thread;
    private volatile boolean over;

    Published(URI audit) {
        this.request = HttpRequest.newBuilder(audit.resolve("/checkpoint"))
                .timeout(PATIENCE)
                .build();
        this.thread = new Thread(this::watch, "checkpoints");
        this.thread.setDaemon(true);
    }

    /** Gives back how many entries were under it when the watching began. */
    long watching() throws IOException, InterruptedException {
        long before = size();
        thread.start();
        return before;
    }

    /** Entries under the newest checkpoint that was served so far. */
    long newest() {
        Map.Entry<Long, Long> last = seenAt.lastEntry();
        return last == null ? 0 : last.getKey();
    }

    /** Milliseconds since 1970 when the entry of this index was first under a served checkpoint. */
    long at(long index) {
        Map.Entry<Long, Long> first = seenAt.higherEntry(index);
        if (first == null) {
            throw new IllegalStateException("an entry was never under a checkpoint");
        }
        return first.getValue();
    }

    private void watch() {
        try {
            while (!over) {
                long size = size();
                seenAt.putIfAbsent(size, System.currentTimeMillis());
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private long size() throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the checkpoint is answered with " + answer.statusCode());
        }
        return Long.parseLong(answer.body().split("\n", 3)[1]);
    }

    @Override
    public void close() {
        over = true;
    }
}
