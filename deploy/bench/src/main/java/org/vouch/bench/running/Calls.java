package org.vouch.bench.running;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The calls of the public API, each as anybody makes it and once: nothing is tried again. */
public final class Calls {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final LocalPlatform platform;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    public Calls(LocalPlatform platform) {
        this.platform = platform;
    }

    /** Whose document and under which name. */
    record Claim(String documentType, String number, String name) {
        static Claim of(LocalPlatform.Person person) {
            return new Claim(person.documentType(), person.number(), person.name());
        }

        @Override
        public String toString() {
            return "Claim";
        }
    }

    /** All that whoever calls can see, but the date. */
    record Told(int status, Map<String, List<String>> headers, String body) {

        String field(String name) throws IOException {
            return JSON.readTree(body).path(name).asText();
        }
    }

    /** An answer and how long it took, from before the request to the last byte. */
    record Timed(Told told, long nanos) {}

    Timed timed(HttpRequest request) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        return new Timed(told(answer), System.nanoTime() - begun);
    }

    CompletableFuture<Told> begun(HttpRequest request) {
        return client.sendAsync(request, BodyHandlers.ofString()).thenApply(Calls::told);
    }

    private static Told told(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        return new Told(answer.statusCode(), headers, answer.body());
    }

    /** An access token of a client's own. */
    public String token(LocalPlatform.Client of) throws IOException, InterruptedException {
        String pair =
                Base64.getEncoder().encodeToString((of.id() + ":" + of.secret()).getBytes(StandardCharsets.UTF_8));
        Told told = timed(HttpRequest.newBuilder(URI.create(platform.identity() + "/oauth2/token"))
                        .timeout(PATIENCE)
                        .header("Authorization", "Basic " + pair)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                        .build())
                .told();
        return told.field("access_token");
    }

    HttpRequest presenceCheck(String token, String session, Claim claim) {
        return presenceCheck(token, session, claim, "entry", "Riverside Campus");
    }

    HttpRequest presenceCheck(String token, String session, Claim claim, String purpose, String venue) {
        return created(
                platform.identity() + "/v1/presence-checks",
                claimed(session, claim).put("purpose", purpose).put("venue", venue),
                "Authorization",
                "Bearer " + token);
    }

    HttpRequest login(String session, Claim claim) {
        Map<String, String> fields = new TreeMap<>(Map.of(
                "grant_type",
                "urn:vouch:grant:face",
                "face_session",
                session,
                "document_type",
                claim.documentType(),
                "document_number",
                claim.number(),
                "name",
                claim.name()));
        return HttpRequest.newBuilder(URI.create(platform.identity() + "/oauth2/token"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(fields.entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"))))
                .build();
    }

    HttpRequest enrolment(String session, Claim claim) {
        ObjectNode body = claimed(session, claim);
        body.putObject("consent")
                .put("textVersion", "2026-11")
                .put("givenAt", Instant.now().toString());
        return created(platform.identity() + "/v1/enrolments", body);
    }

    HttpRequest proxyLookup(String token, String proof) {
        return created(
                platform.healthcode() + "/v1/proxy-lookups",
                JSON.createObjectNode().put("presenceProof", proof),
                "Authorization",
                "Bearer " + token);
    }

    private static ObjectNode claimed(String session, Claim claim) {
        ObjectNode body = JSON.createObjectNode().put("faceSession", session).put("name", claim.name());
        body.putObject("document").put("type", claim.documentType()).put("number", claim.number());
        return body;
    }

    private static HttpRequest created(String url, ObjectNode body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body.toString()));
        return headers.length == 0 ? request.build() : request.headers(headers).build();
    }
}
