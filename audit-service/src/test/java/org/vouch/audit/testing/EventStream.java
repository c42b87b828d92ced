package org.vouch.audit.testing;

import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A reader of Server-Sent Events, field by field as the standard says. */
public final class EventStream implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A block; {@code data} is empty where nothing is dispatched. */
    public record Block(@Nullable String id, String data, String comment) {}

    private final HttpResponse<InputStream> answer;
    private final BlockingQueue<Block> blocks = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::read, "event-stream");
    private volatile boolean ended;

    private EventStream(HttpResponse<InputStream> answer) {
        this.answer = answer;
        thread.setDaemon(true);
        thread.start();
    }

    public static EventStream open(String token, @Nullable String lastEventId) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/v1/alerts/stream"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            return new EventStream(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public int status() {
        return answer.statusCode();
    }

    public String header(String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    public boolean ended() {
        return ended;
    }

    /** The next block of any kind. */
    public Block next() {
        try {
            var block = blocks.poll(15, TimeUnit.SECONDS);
            if (block == null) {
                throw new AssertionError("nothing came");
            }
            return block;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next one with data. */
    public Block event() {
        var block = next();
        while (block.data().isEmpty()) {
            block = next();
        }
        return block;
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            String id = null;
            var data = new StringBuilder();
            var comment = new StringBuilder();
            for (String line; (line = lines.readLine()) != null; ) {
                if (line.isEmpty()) {
                    if (id != null || !data.isEmpty() || !comment.isEmpty()) {
                        blocks.add(new Block(id, data.toString(), comment.toString()));
                    }
                    id = null;
                    data.setLength(0);
                    comment.setLength(0);
                } else if (line.startsWith(":")) {
                    comment.append(line.substring(1).strip());
                } else if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5).strip());
                }
            }
        } catch (IOException cut) {
            // An end as well.
        }
        ended = true;
    }

    @Override
    public void close() {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
