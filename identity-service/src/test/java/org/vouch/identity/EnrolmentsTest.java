package org.vouch.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.identity.testing.Api;
import org.vouch.identity.testing.Held;
import org.vouch.identity.testing.ServiceTest;
import org.vouch.identity.testing.Somebody;
import org.vouch.identity.testing.TestRegistry;

@ServiceTest
class EnrolmentsTest {
    private static final Somebody LI = Somebody.LI;

    @Inject
    DataSource database;

    @AfterEach
    void back() {
        TestRegistry.away(false);
    }

    @Test
    void enrolsAndAnswersWithAMaskedNameOnlyAgainAndAgain() {
        for (var i = 0; i < 2; i++) {
            var answer = Api.enrol(Api.shown("enrolment", null, LI), LI.number(), LI.fullName());
            answer.then().statusCode(201);
            assertThat(answer.asString()).isEqualTo("{\"maskedName\":\"李**\"}");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        }
    }

    @Test
    void ofTwoEnrolmentsOfAStrangerAtOnceNoneIsRefused() throws SQLException {
        var ada = Somebody.ADA;
        Api.as(Api.loggedIn(ada).path("access_token")).delete("/v1/me").then().statusCode(204);
        var sessions = List.of(Api.shown("enrolment", null, ada), Api.shown("enrolment", null, ada));
        try (var held = Held.after(database, "lock table person in share row exclusive mode")) {
            var both = sessions.stream()
                    .map(session -> CompletableFuture.supplyAsync(() ->
                            Api.enrol(session, ada.number(), ada.fullName()).statusCode()))
                    .toList();
            held.untilSoManyWait(2).commit();
            assertThat(both).allSatisfy(one -> assertThat(one.join()).isEqualTo(201));
        }
    }

    @Test
    void theSameKeyGivesTheFirstAnswerAndOtherBodiesNone() {
        var key = UUID.randomUUID().toString();
        var body = body(Api.shown("enrolment", null, LI));
        var first = post(key, body).statusCode(201).extract().asString();
        assertThat(post(key, body).statusCode(201).extract().asString()).isEqualTo(first);
        body.put("name", "李大明");
        post(key, body).statusCode(422).body("type", equalTo("urn:vouch:problem:idempotency-key-reused"));
    }

    @Test
    void aMalformedDocumentIsTellableFromARefusal() {
        malformed("document.number", "invalid-document", body -> body.put("document", document("110105194912310021")));
        malformed(
                "document.type",
                "invalid-document",
                body -> body.put("document", Map.of("type", "licence", "number", LI.number())));
        var answer = post(null, with(body -> body.put("document", document("110105194912310021"))))
                .extract()
                .asString();
        assertThat(answer).doesNotContain("110105194912310021").doesNotContain(LI.fullName());
    }

    @Test
    void refusesMalformedInput() {
        malformed("name", "malformed-request", body -> body.put("name", ""));
        malformed("name", "malformed-request", body -> body.put("name", "a\u0000b"));
        malformed("name", "malformed-request", body -> body.put("name", "x".repeat(101)));
        malformed("name", "malformed-request", body -> body.put("name", 7));
        malformed("name", "malformed-request", body -> body.remove("name"));
        malformed("faceSession", "malformed-request", body -> body.remove("faceSession"));
        malformed("document", "malformed-request", body -> body.remove("document"));
        malformed("document.number", "malformed-request", body -> body.put("document", Map.of("type", "passport")));
        malformed("consent", "malformed-request", body -> body.remove("consent"));
        malformed("consent.textVersion", "malformed-request", body -> body.put("consent", consent("", now())));
        malformed("consent.textVersion", "malformed-request", body -> body.put("consent", consent("v 1", now())));
        malformed("consent.givenAt", "malformed-request", body -> body.put("consent", consent("1", "yesterday")));
        malformed(
                "consent.givenAt",
                "malformed-request",
                body -> body.put("consent", consent("1", "2026-11-22T10:00:00")));
        malformed(
                "consent.givenAt",
                "malformed-request",
                body -> body.put(
                        "consent",
                        consent("1", Instant.now().plus(Duration.ofMinutes(2)).toString())));
        malformed("", "malformed-request", body -> body.put("photo", "x"));
        given().contentType(ContentType.JSON)
                .body("{")
                .post("/v1/enrolments")
                .then()
                .statusCode(400);
        given().contentType(ContentType.TEXT)
                .body("{}")
                .post("/v1/enrolments")
                .then()
                .statusCode(415);
        given().contentType(ContentType.JSON)
                .body("\"" + "x".repeat(70_000) + "\"")
                .post("/v1/enrolments")
                .then()
                .statusCode(413);
    }

    @Test
    void whileTheRegistryIsAwayNobodyIsRefusedAndTheFaceIsKept() {
        var session = Api.shown("enrolment", null, LI);
        TestRegistry.away(true);
        var away = Api.enrol(session, LI.number(), LI.fullName());
        away.then().statusCode(503).body("type", equalTo("urn:vouch:problem:overloaded"));
        assertThat(away.header("Retry-After")).matches("[0-9]+");
        TestRegistry.away(false);
        Api.enrol(session, LI.number(), LI.fullName()).then().statusCode(201);
    }

    @Test
    void aRegistryThatKeepsFailingIsLeftAloneForAWhile() {
        var session = Api.shown("enrolment", null, LI);
        TestRegistry.away(true);
        var asked = TestRegistry.questions();
        for (var i = 0; i < 20; i++) {
            Api.enrol(session, LI.number(), LI.fullName()).then().statusCode(503);
        }
        assertThat(TestRegistry.questions() - asked).isLessThan(20);
        TestRegistry.away(false);
        Awaitility.await()
                .atMost(Patience.LONG)
                .until(() -> Api.enrol(session, LI.number(), LI.fullName()).statusCode() == 201);
    }

    private static Map<String, Object> body(String session) {
        return new HashMap<>(Map.of(
                "faceSession", session,
                "document", document(LI.number()),
                "name", LI.fullName(),
                "consent", consent("2026-11", now())));
    }

    private static Map<String, Object> with(Consumer<Map<String, Object>> change) {
        var body = body("A".repeat(22));
        change.accept(body);
        return body;
    }

    private static Map<String, String> document(String number) {
        return Map.of("type", "resident-id", "number", number);
    }

    private static Map<String, String> consent(String version, String at) {
        return Map.of("textVersion", version, "givenAt", at);
    }

    private static String now() {
        return Instant.now().toString();
    }

    private static ValidatableResponse post(@org.jspecify.annotations.Nullable String key, Map<String, Object> body) {
        var request = given().contentType(ContentType.JSON).body(body);
        return (key == null ? request : request.header("Idempotency-Key", key))
                .post("/v1/enrolments")
                .then();
    }

    private static void malformed(String field, String slug, Consumer<Map<String, Object>> change) {
        post(null, with(change))
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:vouch:problem:" + slug))
                .body("violations[0].field", equalTo(field));
    }
}
