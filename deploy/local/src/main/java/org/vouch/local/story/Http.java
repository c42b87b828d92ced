package org.vouch.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls as any client of the public API makes them; every POST carries a new {@code Idempotency-Key}. */
final class Http {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    private static final long AGAIN_MILLIS = 200;

    private final Duration patience;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /** A call that finds no service, or one that asks to come back later (503), is made again for so long. */
    Http(Duration patience) {
        this.patience = patience;
    }

    Answer get(String url, @Nullable String token) {
        return send(request(url, token).GET());
    }

    Answer delete(String url, String token) {
        return send(request(url, token).DELETE());
    }

    Answer post(String url, @Nullable String token, JsonNode body) {
        return post(url, token, "application/json", body.toString());
    }

    Answer post(String url, @Nullable String token, String contentType, String body) {
        return send(creating(url, token, contentType).POST(BodyPublishers.ofString(body)));
    }

    Answer post(String url, @Nullable String token, Multipart body) {
        return send(creating(url, token, body.contentType()).POST(BodyPublishers.ofByteArray(body.end())));
    }

    Answer form(String url, Map<String, String> fields) {
        return send(request(url, null)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(fields))));
    }

    Answer form(String url, String user, String password, Map<String, String> fields) {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return send(request(url, null)
                .header("Authorization", "Basic " + pair)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(fields))));
    }

    private static HttpRequest.Builder creating(String url, @Nullable String token, String contentType) {
        return request(url, token)
                .header("Content-Type", contentType)
                .header("Idempotency-Key", UUID.randomUUID().toString());
    }

    private static HttpRequest.Builder request(String url, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(ANSWER)
                .header("Accept", "application/json, application/problem+json, text/plain");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        HttpRequest same = request.build();
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            boolean last = System.nanoTime() >= deadline;
            try {
                Answer answer = once(same);
                if (last || answer.status() != 503) {
                    return answer;
                }
            } catch (UncheckedIOException e) {
                if (last) {
                    throw e;
                }
            }
            Waiting.pause(AGAIN_MILLIS);
        }
    }

    private Answer once(HttpRequest request) {
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), System.nanoTime());
        } catch (IOException e) {
            throw new UncheckedIOException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoryBroken("interrupted");
        }
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
