package org.vouch.identity.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls that tests make. */
public final class Api {
    private Api() {}

    public static RequestSpecification as(@Nullable String token) {
        return token == null ? given() : given().header("Authorization", "Bearer " + token);
    }

    /** The id of a new session. */
    public static String open(String purpose, @Nullable String token) {
        return as(token)
                .contentType(ContentType.JSON)
                .body(Map.of("purpose", purpose))
                .post("/v1/face-sessions")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static Response frames(String session, @Nullable String token, byte[]... pictures) {
        var request = as(token);
        for (var picture : pictures) {
            request = request.multiPart("step-0", "frame.jpg", picture, "image/jpeg");
        }
        return request.post("/v1/face-sessions/" + session + "/frames");
    }

    /** A session in which this face was shown. */
    public static String shown(String purpose, @Nullable String token, Somebody face) {
        var session = open(purpose, token);
        frames(session, token, face.capture()).then().statusCode(200);
        return session;
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

    public static void enrolled(Somebody person) {
        enrol(shown("enrolment", null, person), person.number(), person.fullName())
                .then()
                .statusCode(201);
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
