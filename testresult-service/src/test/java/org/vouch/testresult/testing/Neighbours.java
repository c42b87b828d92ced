package org.vouch.testresult.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * identity-service's token endpoint and healthcode-service's sample-subjects call, as they are agreed, at the other end
 * of real sockets. Whatever departs from the agreement (client, secret, form, media type, field, token) is refused here.
 *
 * <p>A pass or proof {@code of:<uuid>} belongs to that person; {@code stale}, {@code forged}, {@code absent},
 * {@code suspended}, {@code not-us}, {@code broken} and {@code slow} are what they say. {@code GET /calls} counts the
 * calls and tells for whom they were and which trace came with them, {@code POST /tokens/revoke} makes every token issued so far invalid.
 */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {
    private static final String SECRET = "the-secret-of-the-test";
    private static final String CLIENT = "testresult-service";

    private final ObjectMapper json = new ObjectMapper();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger grants = new AtomicInteger();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> traces = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile String token = "";
    private @Nullable HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            var started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.setExecutor(Executors.newCachedThreadPool());
            started.createContext("/oauth2/token", this::grant);
            started.createContext("/internal/v1/sample-subjects", this::find);
            started.createContext(
                    "/calls",
                    call -> answer(
                            call,
                            200,
                            json.writeValueAsString(
                                    Map.of("calls", calls, "grants", grants, "asked", asked, "traces", traces))));
            started.createContext("/tokens/revoke", call -> {
                token = "";
                answer(call, 200, "{}");
            });
            started.start();
            server = started;
            var url = "http://localhost:" + started.getAddress().getPort();
            return Map.of(
                    "vouch.service.client-secret", SECRET,
                    "quarkus.rest-client.identity.url", url,
                    "quarkus.rest-client.healthcode.url", url);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        stopped.countDown();
        if (server != null) {
            server.stop(0);
        }
    }

    /** What came with a call of its trace. */
    private void note(HttpExchange call) {
        for (var name : List.of("traceparent", "tracestate", "baggage")) {
            var value = header(call, name);
            if (value != null) {
                traces.add(call.getRequestURI() + " " + name + " " + value);
            }
        }
    }

    private void grant(HttpExchange call) throws IOException {
        note(call);
        var basic =
                "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        var body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!basic.equals(header(call, "Authorization"))
                || !"application/x-www-form-urlencoded".equals(header(call, "Content-Type"))
                || !body.equals("grant_type=client_credentials")) {
            answer(call, 400, "{\"error\":\"invalid_request\"}");
            return;
        }
        grants.incrementAndGet();
        token = UUID.randomUUID().toString();
        answer(call, 200, "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":300}");
    }

    private void find(HttpExchange call) throws IOException {
        note(call);
        calls.incrementAndGet();
        var body = json.readTree(call.getRequestBody());
        if (token.isEmpty() || !("Bearer " + token).equals(header(call, "Authorization"))) {
            problem(call, 401, "unauthorized");
        } else if (!call.getRequestMethod().equals("POST") || !isAsAgreed(call, body)) {
            problem(call, 400, "malformed-request");
        } else {
            asked.add(body.path("collector").path("id").textValue() + " "
                    + body.path("collector").path("label").textValue() + " "
                    + body.path("site").textValue());
            find(call, shown(body).textValue());
        }
    }

    private void find(HttpExchange call, String shown) throws IOException {
        switch (shown) {
            case "stale" -> problem(call, 409, "pass-stale");
            case "forged" -> problem(call, 422, "pass-invalid");
            case "absent" -> problem(call, 403, "presence-not-proven");
            case "suspended" -> problem(call, 403, "requester-suspended");
            case "not-us" -> problem(call, 403, "forbidden");
            case "broken" -> problem(call, 500, "internal");
            case "slow" -> answerAfterTheCallerGaveUp(call);
            default -> answer(call, 200, "{\"person\":\"" + UUID.fromString(shown.substring(3)) + "\"}");
        }
    }

    private static boolean isAsAgreed(HttpExchange call, JsonNode body) {
        var contentType = header(call, "Content-Type");
        return contentType != null
                && contentType.startsWith("application/json")
                && body.size() == 3
                && body.has("pass") != body.has("presenceProof")
                && shown(body).isTextual()
                && body.path("site").isTextual()
                && body.path("collector").path("id").isTextual();
    }

    private static JsonNode shown(JsonNode body) {
        return body.has("pass") ? body.get("pass") : body.path("presenceProof");
    }

    /** Holds the call for longer than anybody waits. */
    private void answerAfterTheCallerGaveUp(HttpExchange call) throws IOException {
        try {
            var unused = stopped.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        problem(call, 503, "overloaded");
    }

    private static @Nullable String header(HttpExchange call, String name) {
        return call.getRequestHeaders().getFirst(name);
    }

    private static void problem(HttpExchange call, int status, String slug) throws IOException {
        call.getResponseHeaders().set("Content-Type", "application/problem+json");
        answer(call, status, "{\"type\":\"urn:vouch:problem:" + slug + "\",\"status\":" + status + "}");
    }

    private static void answer(HttpExchange call, int status, String text) throws IOException {
        call.getResponseHeaders().putIfAbsent("Content-Type", java.util.List.of("application/json"));
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(status, bytes.length);
        call.getResponseBody().write(bytes);
        call.close();
    }
}
