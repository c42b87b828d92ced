package org.vouch.audit;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.audit.testing.AuditTest;

/** Role by endpoint: who gets in and who is told to stay out. */
@AuditTest
class EndpointRolesTest {
    private static final String ID = "/00000000-0000-4000-8000-000000000001";
    private static final List<String> ROLES =
            List.of("resident", "checkpoint", "collector", "lab", "officer", "auditor", "admin", "service");
    private static final String BODY = "{}";

    private record Endpoint(String verb, String path, Set<String> roles) {}

    private static final List<Endpoint> ENDPOINTS = List.of(
            new Endpoint("GET", "/v1/accesses", Set.of("resident")),
            new Endpoint("GET", "/v1/accesses" + ID + "/receipt", Set.of("resident")),
            new Endpoint("POST", "/v1/accesses" + ID + "/dispute", Set.of("resident")),
            new Endpoint("GET", "/tile/entries/000", Set.of("auditor")),
            new Endpoint("GET", "/v1/alerts", Set.of("auditor")),
            new Endpoint("GET", "/v1/alerts/stream", Set.of("auditor")),
            new Endpoint("GET", "/v1/alerts" + ID, Set.of("auditor")),
            new Endpoint("POST", "/v1/alerts" + ID + "/decisions", Set.of("auditor")),
            new Endpoint("GET", "/v1/incidents", Set.of("auditor")),
            new Endpoint("GET", "/v1/incidents" + ID, Set.of("auditor")),
            new Endpoint("GET", "/v1/operations", Set.of("auditor")),
            new Endpoint("GET", "/v1/thresholds", Set.of("auditor")),
            new Endpoint("POST", "/v1/thresholds", Set.of("auditor")),
            new Endpoint("POST", "/v1/thresholds" + ID + "/approval", Set.of("auditor")),
            new Endpoint("GET", "/v1/shields", Set.of("auditor")),
            new Endpoint("POST", "/v1/shields" + ID + "/end", Set.of("auditor")),
            new Endpoint("GET", "/v1/suspensions", Set.of("auditor")),
            new Endpoint("POST", "/v1/suspensions", Set.of("auditor")),
            new Endpoint("POST", "/v1/suspensions" + ID + "/lift", Set.of("auditor")),
            new Endpoint("POST", "/v1/suspensions" + ID + "/lift/approval", Set.of("auditor")));

    static Stream<Arguments> wrongRoles() {
        return ENDPOINTS.stream().flatMap(endpoint -> ROLES.stream()
                .filter(role -> !endpoint.roles().contains(role))
                .map(role -> Arguments.of(endpoint.verb(), endpoint.path(), role)));
    }

    @ParameterizedTest
    @MethodSource("wrongRoles")
    void aWrongRoleIsForbidden(String verb, String path, String role) {
        var caller = role.equals("resident") ? UUID.randomUUID().toString() : "client-1";
        call(given().auth().oauth2(TestTokens.client(role, caller)), verb, path)
                .statusCode(403)
                .contentType(startsWith("application/problem+json"))
                .body("type", equalTo("urn:vouch:problem:forbidden"));
    }

    /** That a token is looked at, at every endpoint; which tokens are bad is {@link ForgedTokensTest}'s. */
    static Stream<Arguments> badTokens() {
        var tokens = new ArrayList<String>();
        tokens.add("");
        tokens.add("not-a-token");
        tokens.add(TestTokens.sign(TestTokens.sound(), "at+jwt", TestTokens.freshKey()));
        return ENDPOINTS.stream().flatMap(endpoint -> tokens.stream()
                .map(token -> Arguments.of(endpoint.verb(), endpoint.path(), token)));
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void withoutAValidTokenNobodyGetsIn(String verb, String path, String token) {
        var request = token.isEmpty() ? given() : given().auth().oauth2(token);
        call(request, verb, path)
                .statusCode(401)
                .contentType(startsWith("application/problem+json"))
                .body("type", equalTo("urn:vouch:problem:unauthorized"));
    }

    private static io.restassured.response.ValidatableResponse call(
            RequestSpecification request, String verb, String path) {
        if (verb.equals("POST")
                && !path.contains("/lift")
                && !path.endsWith("/dispute")
                && !path.endsWith("/approval")) {
            request = request.contentType(ContentType.JSON).body(BODY);
        }
        return request.request(verb, path).then();
    }
}
