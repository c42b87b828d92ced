package org.vouch.identity;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.Spans;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.identity.testing.Api;
import org.vouch.identity.testing.CapturedLog;
import org.vouch.identity.testing.IdentityPlatform;
import org.vouch.identity.testing.ServiceTest;
import org.vouch.identity.testing.Somebody;
import org.vouch.identity.testing.TestRegistry;
import org.vouch.identity.testing.Traces;

/**
 * Whoever has the logs or the traces has no name, no number, no pseudonym, no token and no session: of what came in, nothing
 * is in them.
 */
@ServiceTest
class LogsTest {
    private static final Somebody LI = Somebody.LI;
    private static final String WRONG_CHECK = "110105194912310021";
    private static final String FRAMES = "POST /v1/face-sessions/{id}/frames";

    private final List<String> secrets = new ArrayList<>();

    @Inject
    Traces traces;

    @AfterEach
    void back() {
        TestRegistry.away(false);
    }

    @Test
    void nothingOfWhatCameInIsLoggedOrTraced() throws Exception {
        try (var log = CapturedLog.begin()) {
            Logger.getLogger(LogsTest.class).debug("the log is captured");
            secrets.addAll(List.of(LI.number(), LI.fullName(), "李**", WRONG_CHECK));
            secrets.addAll(List.of(IdentityPlatform.CLIENT_SECRET, "wrong-secret", "step-secret", "secretField"));
            goodCalls();
            badEnrolments();
            badUploads();
            badTokens();
            TestRegistry.away(true);
            var waiting = noted(Api.shown("enrolment", null, LI));
            Api.enrol(waiting, LI.number(), LI.fullName()).then().statusCode(503);

            assertThat(log.text()).contains("the log is captured").contains("the civil registry is away");
            await().atMost(Patience.LONG).until(() -> traces.saidWhenMade().contains(waiting));
            assertThat(traces.saidWhenMade()).contains(LI.number(), WRONG_CHECK, waiting, "127.0.0.1");
            var traced = Spans.said(traces.left());
            assertThat(traced).contains(FRAMES, "POST /v1/enrolments").doesNotContain("127.0.0.1");
            for (var secret : secrets) {
                assertThat(log.text()).doesNotContain(secret);
                assertThat(traced).doesNotContain(secret);
            }
        }
    }

    private void goodCalls() throws Exception {
        var login = Api.loggedIn(LI);
        secrets.add(TokensTest.verified(login.path("access_token"), "at+jwt").getSubject());
        noted(login.path("access_token"));
        Api.as(login.path("access_token")).get("/v1/me").then().statusCode(200);
        var refreshed = Api.refresh(noted(login.path("refresh_token")));
        noted(refreshed.path("refresh_token"));
        var gate = noted(TestTokens.client("checkpoint", "logged-gate"));
        var session = noted(Api.shown("presence", gate, LI));
        noted(Api.check(gate, session, LI.number(), LI.fullName()).path("presenceProof"));
    }

    private void badEnrolments() {
        var session = noted(Api.shown("enrolment", null, Somebody.ZHANG));
        Api.enrol(session, LI.number(), LI.fullName()).then().statusCode(403);
        Api.enrol(session, WRONG_CHECK, LI.fullName()).then().statusCode(400);
        for (var body : List.of(
                "{\"secretField\":\"" + LI.number() + "\"}",
                "{\"faceSession\":\"" + session + "\",\"document\":\"" + LI.number() + "\"}",
                "{\"name\":[\"" + LI.fullName() + "\"]}",
                "{\"name\":\"" + LI.fullName(),
                "{\"consent\":{\"givenAt\":\"" + WRONG_CHECK + "\"}}")) {
            given().contentType(ContentType.JSON.withCharset("UTF-8"))
                    .body(body)
                    .post("/v1/enrolments")
                    .then()
                    .statusCode(400);
        }
        Api.login(noted(Api.shown("login", null, Somebody.ZHANG)), LI.number(), LI.fullName())
                .then()
                .statusCode(400);
    }

    private void badUploads() {
        var session = noted(Api.open("login", null));
        Api.frames(session, null, LI.number().getBytes(StandardCharsets.UTF_8))
                .then()
                .statusCode(400);
        given().multiPart("step-secret", LI.fullName() + ".jpg", LI.capture(), "image/jpeg")
                .post("/v1/face-sessions/" + session + "/frames")
                .then()
                .statusCode(400);
        given().contentType("multipart/form-data; boundary=" + WRONG_CHECK)
                .body(LI.number().getBytes(StandardCharsets.UTF_8))
                .post("/v1/face-sessions/" + session + "/frames")
                .then()
                .statusCode(400);
        given().post("/v1/face-sessions/" + LI.number() + "/frames").then().statusCode(415);
        given().get("/v1/people/" + LI.number()).then().statusCode(404);
        given().queryParam("number", WRONG_CHECK).get("/v1/me").then().statusCode(401);
    }

    private void badTokens() {
        var wrong = "Basic "
                + Base64.getEncoder()
                        .encodeToString((IdentityPlatform.CLIENT + ":wrong-secret").getBytes(StandardCharsets.UTF_8));
        given().header("Authorization", wrong)
                .contentType(ContentType.URLENC)
                .formParams(Map.of("grant_type", "client_credentials"))
                .post("/oauth2/token")
                .then()
                .statusCode(401);
        var foreign = noted(TestTokens.sign(TestTokens.sound(), "at+jwt", TestTokens.freshKey()));
        Api.as(foreign).get("/v1/me").then().statusCode(401);
        Api.as(LI.number()).get("/v1/me").then().statusCode(401);
        Api.refresh(noted("B".repeat(64))).then().statusCode(400);
    }

    private String noted(String secret) {
        secrets.add(secret);
        return secret;
    }
}
