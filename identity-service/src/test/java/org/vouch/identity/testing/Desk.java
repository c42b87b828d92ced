package org.vouch.identity.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.testing.TestTokens;

/** The calls of an administrator and of those whom they invite. */
public final class Desk {
    public static final String ADMIN = TestTokens.client("admin", "admin-of-staff");
    public static final String COOKIE = "__Host-vouch-staff";
    public static final String GRANT = "urn:vouch:grant:staff-session";

    private static final String ADDRESS = TestTokens.ISSUER + "/staff/sign-in#";

    private Desk() {}

    /** An account with a link that nobody has used. */
    public record Invited(String id, String secret) {
        public static Invited by(Response answer) {
            answer.then().statusCode(201);
            return new Invited(answer.path("id"), secretOf(answer.path("invitation")));
        }
    }

    public static String secretOf(String link) {
        if (!link.startsWith(ADDRESS)) {
            throw new AssertionError("not a link to the page");
        }
        return link.substring(ADDRESS.length());
    }

    public static Response invite(@Nullable String token, String label, String role) {
        return Api.as(token)
                .contentType(ContentType.JSON)
                .body(Map.of("label", label, "roles", List.of(role)))
                .post("/v1/staff");
    }

    public static Invited invited(String label, String role) {
        return Invited.by(invite(ADMIN, label, role));
    }

    public static Response inviteAgain(@Nullable String token, String id) {
        return Api.as(token).post("/v1/staff/" + id + "/invitations");
    }

    public static Response revoke(@Nullable String token, String id) {
        return Api.as(token).delete("/v1/staff/" + id);
    }

    public static Response signIn(String secret) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("invitation", secret))
                .post("/v1/staff-sessions");
    }

    /** The value of the cookie. */
    public static String session(String secret) {
        var answer = signIn(secret);
        answer.then().statusCode(201);
        return answer.getCookie(COOKIE);
    }

    public static Response signOut(@Nullable String session) {
        return (session == null ? given() : given().header("Cookie", COOKIE + "=" + session))
                .delete("/v1/staff-sessions/current");
    }

    public static Response token(@Nullable String session) {
        return token(session, Map.of("Vouch-Page", "1"), Map.of());
    }

    public static Response token(@Nullable String session, Map<String, String> headers, Map<String, String> more) {
        var request = given().contentType(ContentType.URLENC)
                .headers(headers)
                .formParam("grant_type", GRANT)
                .formParams(more);
        return (session == null ? request : request.header("Cookie", COOKIE + "=" + session)).post("/oauth2/token");
    }

    public static String tokenOf(String session) {
        var answer = token(session);
        answer.then().statusCode(200);
        return answer.path("access_token");
    }
}
