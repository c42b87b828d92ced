package org.vouch.identity.testing;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.testing.TestTokens;

/** Two officers of their own, and the calls that are made at their counter. */
public final class Counter {
    public final String firstId = "officer-" + UUID.randomUUID();
    public final String secondId = "officer-" + UUID.randomUUID();
    public final String first = TestTokens.client("officer", firstId);
    public final String second = TestTokens.client("officer", secondId);

    public static Map<String, Object> enrolment(String number, String name) {
        var body = body("enrolment", number, name);
        body.put(
                "consent",
                Map.of(
                        "textVersion",
                        "2026-11-counter",
                        "givenAt",
                        Instant.now().toString()));
        return body;
    }

    public static Map<String, Object> login(String number, String name) {
        return body("login", number, name);
    }

    public static Map<String, Object> presence(String number, String name) {
        var body = body("presence", number, name);
        body.put("presence", Map.of("purpose", "medical", "venue", "North Gate"));
        return body;
    }

    private static Map<String, Object> body(String purpose, String number, String name) {
        var body = new HashMap<String, Object>(read(number, name));
        body.put("purpose", purpose);
        return body;
    }

    /** What stands on a document. */
    public static Map<String, Object> read(String number, String name) {
        return Map.of("document", Map.of("type", "resident-id", "number", number), "name", name);
    }

    public static Response open(@Nullable String token, Map<String, ? extends @Nullable Object> body) {
        return Api.as(token).contentType(ContentType.JSON).body(body).post("/v1/counter-cases");
    }

    /** What was opened is said again, all but the consent. */
    public static Response approve(@Nullable String token, String id, Map<String, ? extends @Nullable Object> opened) {
        var body = new HashMap<String, @Nullable Object>(opened);
        body.remove("consent");
        return Api.as(token).contentType(ContentType.JSON).body(body).post("/v1/counter-cases/" + id + "/approval");
    }

    /** Both officers, one after the other. */
    public Response approved(Map<String, Object> body) {
        return approve(second, opened(body).path("id"), body);
    }

    public Response opened(Map<String, Object> body) {
        var opened = open(first, body);
        opened.then().statusCode(201);
        return opened;
    }

    /** What the person carries away: both halves. */
    public String code(Map<String, Object> body) {
        var opened = opened(body);
        var approved = approve(second, opened.path("id"), body);
        approved.then().statusCode(200);
        return opened.<String>path("codeHalf") + " " + approved.<String>path("codeHalf");
    }

    public void enrolled(Somebody person) {
        approved(enrolment(person.number(), person.fullName())).then().statusCode(200);
    }

    public static Response signIn(String code, String number, String name) {
        return Api.as(null)
                .contentType(ContentType.URLENC.withCharset("UTF-8"))
                .formParam("grant_type", "urn:vouch:grant:counter")
                .formParam("counter_code", code)
                .formParam("document_type", "resident-id")
                .formParam("document_number", number)
                .formParam("name", name)
                .post("/oauth2/token");
    }

    public static Response prove(@Nullable String token, String code, String number, String name) {
        var body = new HashMap<>(read(number, name));
        body.put("counterCode", code);
        return Api.as(token).contentType(ContentType.JSON).body(body).post("/v1/counter-presences");
    }
}
