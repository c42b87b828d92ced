package org.vouch.identity.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.identity.face.challenge.Challenge;
import org.vouch.identity.face.challenge.Challenge.Action;
import org.vouch.puppet.Sitter.Shot;

/** The calls that tests make. */
public final class Api {
    private Api() {}

    public static RequestSpecification as(@Nullable String token) {
        return token == null ? given() : given().header("Authorization", "Bearer " + token);
    }

    /** A new session and what it asks. */
    public record Opened(String id, Challenge challenge) {

        public static Opened by(Response answer) {
            answer.then().statusCode(201);
            return new Opened(
                    answer.path("id"),
                    new Challenge(answer.<List<String>>path("challenge.action").stream()
                            .map(action -> Action.named(action).orElseThrow())
                            .toList()));
        }
    }

    public static Opened opened(String purpose, @Nullable String token) {
        return Opened.by(as(token)
                .contentType(ContentType.JSON)
                .body(Map.of("purpose", purpose))
                .post("/v1/face-sessions"));
    }

    /** The id of a new session. */
    public static String open(String purpose, @Nullable String token) {
        return opened(purpose, token).id();
    }

    /** Lets this person do what the session asks. */
    public static Response show(Opened session, @Nullable String token, Somebody person) {
        return frames(session.id(), token, Sitting.shots(person, session.challenge()));
    }

    public static Response frames(String session, @Nullable String token, List<Shot> shots) {
        return frames(session, as(token), shots);
    }

    /** With what a camera signed. */
    public static Response frames(String session, @Nullable String token, List<Shot> shots, String statement) {
        return frames(session, as(token).header("Vouch-Capture", statement), shots);
    }

    private static Response frames(String session, RequestSpecification request, List<Shot> shots) {
        for (var shot : shots) {
            request = request.multiPart("step-" + shot.step().step(), "frame.jpg", shot.picture(), "image/jpeg");
        }
        return request.post("/v1/face-sessions/" + session + "/frames");
    }

    /** Only the neutral look, with these pictures. */
    public static Response frames(String session, @Nullable String token, byte[]... pictures) {
        var request = as(token);
        for (var picture : pictures) {
            request = request.multiPart("step-0", "frame.jpg", picture, "image/jpeg");
        }
        return request.post("/v1/face-sessions/" + session + "/frames");
    }

    /** The id of a session in which this face was shown. */
    public static String shown(String purpose, @Nullable String token, Somebody face) {
        var session = opened(purpose, token);
        show(session, token, face).then().log().ifValidationFails().statusCode(200);
        return session.id();
    }

    public static Response enrol(String session, String number, String name) {
        return given().contentType(ContentType.JSON)
                .body(Map.of(
                        "faceSession",
                        session,
                        "document",
                        Map.of("type", "resident-id", "number", number),
                        "name",
                        name,
                        "consent",
                        Map.of(
                                "textVersion",
                                "2026-11",
                                "givenAt",
                                Instant.now().toString())))
                .post("/v1/enrolments");
    }

    /** An officer's call. */
    public static Response reopen(@Nullable String token, String number) {
        return as(token)
                .contentType(ContentType.JSON)
                .body(Map.of("document", Map.of("type", "resident-id", "number", number)))
                .post("/v1/face-reopenings");
    }

    /** Whoever failed to be this person before. */
    public static void enrolled(Somebody person) {
        enrolled(person, shown("enrolment", null, person));
    }

    /** By the face in this session. */
    public static void enrolled(Somebody person, String session) {
        reopen(TestTokens.client("officer", "officer-of-the-tests"), person.number())
                .then()
                .statusCode(200);
        enrol(session, person.number(), person.fullName()).then().statusCode(201);
    }

    public static Response login(String session, String number, String name) {
        return given().contentType(ContentType.URLENC.withCharset("UTF-8"))
                .formParam("grant_type", "urn:vouch:grant:face")
                .formParam("face_session", session)
                .formParam("document_type", "resident-id")
                .formParam("document_number", number)
                .formParam("name", name)
                .post("/oauth2/token");
    }

    public static Response loggedIn(Somebody person) {
        enrolled(person);
        var answer = login(shown("login", null, person), person.number(), person.fullName());
        answer.then().statusCode(200);
        return answer;
    }

    public static Response refresh(String token) {
        return given().contentType(ContentType.URLENC)
                .formParam("grant_type", "refresh_token")
                .formParam("refresh_token", token)
                .post("/oauth2/token");
    }

    public static Response check(@Nullable String token, String session, String number, String name) {
        return as(token)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "faceSession",
                        session,
                        "document",
                        Map.of("type", "resident-id", "number", number),
                        "name",
                        name,
                        "purpose",
                        "entry",
                        "venue",
                        "North Gate"))
                .post("/v1/presence-checks");
    }
}
