package org.vouch.healthcode;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.healthcode.testing.HealthcodeTest;

/** Every endpoint against every kind of caller that may not use it. */
@HealthcodeTest
class DoorsTest {
    private static final Set<String> ROLES =
            Set.of("resident", "checkpoint", "collector", "lab", "officer", "auditor", "admin", "service");

    private record Door(String verb, String path, Set<String> roles) {
        @Override
        public String toString() {
            return verb + " " + path;
        }
    }

    private static final List<Door> DOORS = List.of(
            new Door("GET", "/v1/code", Set.of("resident")),
            new Door("GET", "/v1/code/explanation", Set.of("resident")),
            new Door("POST", "/v1/code/forecast", Set.of("resident")),
            new Door("GET", "/v1/pass", Set.of("resident")),
            new Door("POST", "/v1/scans", Set.of("checkpoint")),
            new Door("POST", "/v1/proxy-lookups", Set.of("resident", "checkpoint")),
            new Door("GET", "/v1/dependants", Set.of("resident")),
            new Door("GET", "/v1/dependants/0c6f1f5e-5f0f-4b1e-9a77-5d5b7c1f2e10/code", Set.of("resident")),
            new Door("POST", "/internal/v1/sample-subjects", Set.of("service")));

    /** That a token is looked at, at every door; which tokens are bad is {@link ForgedTokensTest}'s. */
    private static final Map<String, String> BAD_TOKENS = Map.of(
            "garbage", "garbage", "another key", TestTokens.sign(TestTokens.sound(), "at+jwt", TestTokens.freshKey()));

    static List<Door> doors() {
        return DOORS;
    }

    @ParameterizedTest
    @MethodSource("doors")
    void withoutATokenTheAnswerIs401(Door door) {
        call(door, given()).statusCode(401).body("type", equalTo("urn:vouch:problem:unauthorized"));
    }

    static Stream<Arguments> doorsAndBadTokens() {
        return DOORS.stream().flatMap(door -> BAD_TOKENS.keySet().stream().map(bad -> Arguments.of(door, bad)));
    }

    @ParameterizedTest
    @MethodSource("doorsAndBadTokens")
    void withABadTokenTheAnswerIs401(Door door, String bad) {
        call(door, given().auth().oauth2(BAD_TOKENS.get(bad))).statusCode(401).contentType("application/problem+json");
    }

    static Stream<Arguments> doorsAndWrongRoles() {
        var table = new ArrayList<Arguments>();
        for (var door : DOORS) {
            ROLES.stream()
                    .filter(role -> !door.roles().contains(role))
                    .forEach(role -> table.add(Arguments.of(door, role)));
        }
        return table.stream();
    }

    @ParameterizedTest
    @MethodSource("doorsAndWrongRoles")
    void withAnotherRoleTheAnswerIs403(Door door, String role) {
        call(
                        door,
                        given().auth()
                                .oauth2(TestTokens.client(
                                        role, UUID.randomUUID().toString())))
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:vouch:problem:forbidden"));
    }

    @Test
    void whatIsNotThereIsNotFoundAndAWrongVerbIsRefused() {
        given().get("/v1/persons").then().statusCode(404).contentType("application/problem+json");
        given().auth()
                .oauth2(TestTokens.resident(UUID.randomUUID()))
                .delete("/v1/code")
                .then()
                .statusCode(405);
    }

    @Test
    void anotherKindOfBodyAndTooLargeAOneAreRefused() {
        var token = TestTokens.resident(UUID.randomUUID());
        given().auth()
                .oauth2(token)
                .contentType(ContentType.TEXT)
                .body("{}")
                .post("/v1/proxy-lookups")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body("{\"presenceProof\":\"" + "A".repeat(70_000) + "\"}")
                .post("/v1/proxy-lookups")
                .then()
                .statusCode(413);
    }

    private static ValidatableResponse call(Door door, RequestSpecification request) {
        return door.verb().equals("GET")
                ? request.get(door.path()).then()
                : request.contentType(ContentType.JSON)
                        .body("{}")
                        .post(door.path())
                        .then();
    }
}
