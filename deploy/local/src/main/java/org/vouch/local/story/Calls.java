package org.vouch.local.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of the public API that the story makes, each as one method; none of them judges what comes back. */
final class Calls {

    static final String VENUE = "Riverside Campus";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONSENT_TEXT = "2026-11";
    private static final String FIRST_PAGE = "?limit=100";
    private static final Duration DELEGATED = Duration.ofDays(30);

    private final Demo.Services services;
    private final Http http;
    private final Camera camera;
    private final Clock clock;
    private final SecureRandom random;

    Calls(Demo.Services services, Duration patience, Camera camera, Clock clock, SecureRandom random) {
        this.services = services;
        this.camera = camera;
        this.http = new Http(patience);
        this.clock = clock;
        this.random = random;
    }

    /** The token of a client, by its secret. */
    String token(Demo.Client client) {
        return http.form(
                        services.identity() + "/oauth2/token",
                        client.id(),
                        client.secret(),
                        Map.of("grant_type", "client_credentials"))
                .orFail("the token of " + client.label())
                .path("access_token")
                .asText();
    }

    /** The answer to a login by face. */
    Answer login(String faceSession, Demo.Person person) {
        return http.form(
                services.identity() + "/oauth2/token",
                Map.of(
                        "grant_type", "urn:vouch:grant:face",
                        "face_session", faceSession,
                        "document_type", person.document().type(),
                        "document_number", person.document().number(),
                        "name", person.name()));
    }

    Answer openSession(String purpose, @Nullable String token) {
        return http.post(
                services.identity() + "/v1/face-sessions",
                token,
                JSON.createObjectNode().put("purpose", purpose));
    }

    /** Opens a face session in which this person does as they are asked, and returns the session's id. */
    String look(String purpose, @Nullable String token, Demo.Person inFrontOfTheCamera) {
        return show(openSession(purpose, token), token, inFrontOfTheCamera);
    }

    /** Lets this person do as an opened session asks, and returns the session's id. */
    String show(Answer opened, @Nullable String token, Demo.Person inFrontOfTheCamera) {
        JsonNode session = opened.orFail("a face session");
        String id = session.path("id").asText();
        Multipart frames = new Multipart("vouch-" + hex(12));
        camera.take(inFrontOfTheCamera.photo(), session.path("challenge"))
                .forEach(shot -> frames.jpeg("step-" + shot.step(), shot.jpeg()));
        http.post(services.identity() + "/v1/face-sessions/" + id + "/frames", token, frames)
                .orFail("the pictures of " + inFrontOfTheCamera.name());
        return id;
    }

    Answer enrol(String faceSession, Demo.Document document, String name) {
        ObjectNode body = JSON.createObjectNode().put("faceSession", faceSession);
        put(body, document).put("name", name);
        body.putObject("consent").put("textVersion", CONSENT_TEXT).put("givenAt", now().toString());
        return http.post(services.identity() + "/v1/enrolments", null, body);
    }

    Answer presence(String token, String faceSession, Demo.Document document, String name, String purpose) {
        ObjectNode body = JSON.createObjectNode().put("faceSession", faceSession);
        put(body, document).put("name", name).put("purpose", purpose).put("venue", VENUE);
        return http.post(services.identity() + "/v1/presence-checks", token, body);
    }

    /** For help, as the first of two officers. */
    Answer openCase(String token, Demo.Person person) {
        return http.post(services.identity() + "/v1/counter-cases", token, counterCase(person));
    }

    /** The second of them says the same. */
    Answer approveCase(String token, String id, Demo.Person person) {
        return http.post(services.identity() + "/v1/counter-cases/" + id + "/approval", token, counterCase(person));
    }

    private static ObjectNode counterCase(Demo.Person person) {
        ObjectNode body = put(JSON.createObjectNode().put("purpose", "presence"), person.document())
                .put("name", person.name());
        body.putObject("presence").put("purpose", "help").put("venue", VENUE);
        return body;
    }

    Answer presenceAtCounter(String token, String code, Demo.Person person) {
        return http.post(
                services.identity() + "/v1/counter-presences",
                token,
                put(JSON.createObjectNode().put("counterCode", code), person.document())
                        .put("name", person.name()));
    }

    Answer proxyLookup(String token, String presenceProof) {
        return http.post(
                services.healthcode() + "/v1/proxy-lookups",
                token,
                JSON.createObjectNode().put("presenceProof", presenceProof));
    }

    /** Both sessions were opened with the helper's token. */
    Answer delegate(String token, String ownSession, Demo.Person own, String session, Demo.Person dependant) {
        ObjectNode body = put(JSON.createObjectNode().put("faceSession", ownSession), own.document());
        put(body.putObject("dependant").put("faceSession", session), dependant.document())
                .put("name", dependant.name());
        body.putArray("scopes").add("code");
        body.put("until", now().plus(DELEGATED).toString());
        return http.post(services.identity() + "/v1/delegations", token, body);
    }

    Answer delegations(String token) {
        return http.get(services.identity() + "/v1/delegations", token);
    }

    Answer endDelegation(String token, String delegation) {
        return http.delete(services.identity() + "/v1/delegations/" + delegation, token);
    }

    Answer dependantsCode(String token, String delegation) {
        return http.get(services.healthcode() + "/v1/dependants/" + delegation + "/code", token);
    }

    Answer code(String token) {
        return http.get(services.healthcode() + "/v1/code", token);
    }

    String pass(String token) {
        return http.get(services.healthcode() + "/v1/pass", token)
                .orFail("a pass")
                .path("pass")
                .asText();
    }

    Answer scan(String token, String pass) {
        return http.post(
                services.healthcode() + "/v1/scans",
                token,
                JSON.createObjectNode().put("pass", pass).put("venue", VENUE));
    }

    Answer openTube(String token, String barcode, int capacity) {
        return http.post(
                services.testresult() + "/v1/tubes",
                token,
                JSON.createObjectNode()
                        .put("barcode", barcode)
                        .put("capacity", capacity)
                        .put("site", "Riverside")
                        .put("openedAt", now().toString()));
    }

    Answer sample(String token, String barcode, String pass) {
        return http.post(
                services.testresult() + "/v1/tubes/" + barcode + "/samples",
                token,
                JSON.createObjectNode().put("pass", pass).put("sampledAt", now().toString()));
    }

    Answer seal(String token, String barcode) {
        return http.post(services.testresult() + "/v1/tubes/" + barcode + "/seal", token, JSON.createObjectNode());
    }

    /** One line of a lab's report, with an accession number and a digest of raw data that were never used before. */
    ObjectNode result(String tube, String outcome) {
        return JSON.createObjectNode()
                .put("tube", tube)
                .put("outcome", outcome)
                .put("accession", "ACC-" + hex(6))
                .put("version", 1)
                .put("testedAt", now().toString())
                .put("rawDataSha256", hex(32));
    }

    Answer report(String token, JsonNode result) {
        return http.post(services.testresult() + "/v1/results", token, result);
    }

    Answer reportMany(String token, Iterable<ObjectNode> results) {
        StringBuilder lines = new StringBuilder();
        results.forEach(result -> lines.append(result).append('\n'));
        return http.post(services.testresult() + "/v1/results", token, "application/x-ndjson", lines.toString());
    }

    /** Every own result, over all pages. */
    List<JsonNode> allResults(String token) {
        return pages(services.testresult() + "/v1/results", token);
    }

    Answer accesses(String token) {
        return http.get(services.audit() + "/v1/accesses" + FIRST_PAGE, token);
    }

    /** Everything that a person can see under "who looked at me", over all pages, newest first. */
    List<JsonNode> allAccesses(String token) {
        return pages(services.audit() + "/v1/accesses", token);
    }

    private List<JsonNode> pages(String url, String token) {
        List<JsonNode> all = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = http.get(url + FIRST_PAGE + cursor, token).orFail(url);
            page.path("items").forEach(all::add);
            String next = page.path("next").asText("");
            cursor = page.path("next").isTextual() ? "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8) : "";
        } while (!cursor.isEmpty());
        return all;
    }

    Answer ready(String service) {
        try {
            return http.get(service + "/q/health/ready", null);
        } catch (UncheckedIOException e) {
            return new Answer(0, "", System.nanoTime());
        }
    }

    /** At the link that an access has for it. */
    Answer receipt(String token, String link) {
        return http.get(services.audit() + link, token);
    }

    Answer alerts(String token) {
        return http.get(services.audit() + "/v1/alerts?rule=many-subjects", token);
    }

    /** Now, as the calls write it; what is sent or recorded from here on is not earlier. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    String hex(int bytes) {
        byte[] made = new byte[bytes];
        random.nextBytes(made);
        return HexFormat.of().formatHex(made);
    }

    private static ObjectNode put(ObjectNode body, Demo.Document document) {
        body.putObject("document").put("type", document.type()).put("number", document.number());
        return body;
    }
}
