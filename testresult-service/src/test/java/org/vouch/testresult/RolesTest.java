package org.vouch.testresult;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.testresult.testing.Api;
import org.vouch.testresult.testing.ServiceTest;

/** Role by endpoint by status: whoever is not named is refused. */
@ServiceTest
class RolesTest {
    private static final List<Endpoint> ENDPOINTS = List.of(
            new Endpoint("POST", "/v1/tubes", CallerKind.COLLECTOR),
            new Endpoint("POST", "/v1/tubes/TUBE-0001/samples", CallerKind.COLLECTOR),
            new Endpoint("POST", "/v1/tubes/TUBE-0001/seal", CallerKind.COLLECTOR),
            new Endpoint("POST", "/v1/results", CallerKind.LAB),
            new Endpoint("GET", "/v1/results", CallerKind.RESIDENT));

    record Endpoint(String method, String path, CallerKind allowed) {}

    record Attempt(Endpoint endpoint, CallerKind kind) {}

    static List<Endpoint> endpoints() {
        return ENDPOINTS;
    }

    static List<Attempt> attempts() {
        var all = new ArrayList<Attempt>();
        for (var endpoint : ENDPOINTS) {
            for (var kind : CallerKind.values()) {
                if (kind != CallerKind.ANONYMOUS) {
                    all.add(new Attempt(endpoint, kind));
                }
            }
        }
        return all;
    }

    /** That a token is looked at, at every endpoint; which tokens are bad is {@link ForgedTokensTest}'s. */
    @ParameterizedTest
    @MethodSource("endpoints")
    void nobodyWithoutATokenOrWithABadOne(Endpoint endpoint) {
        call(given(), endpoint, 401, "unauthorized");
        call(Api.as("garbage"), endpoint, 401, "unauthorized");
        call(
                Api.as(TestTokens.sign(TestTokens.sound(), "at+jwt", TestTokens.freshKey())),
                endpoint,
                401,
                "unauthorized");
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void onlyTheRoleThatIsNamed(Attempt attempt) {
        var wire = attempt.kind().wire();
        var token = attempt.kind() == CallerKind.RESIDENT
                ? TestTokens.resident(UUID.randomUUID())
                : TestTokens.client(wire, "some-" + wire);
        if (attempt.kind() == attempt.endpoint().allowed()) {
            var status = Api.as(token)
                    .contentType(ContentType.JSON)
                    .body("{}")
                    .request(attempt.endpoint().method(), attempt.endpoint().path())
                    .statusCode();
            assertThat(status).isIn(200, 400, 404);
        } else {
            call(Api.as(token), attempt.endpoint(), 403, "forbidden");
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void noClientWithoutAnOrganisation(Endpoint endpoint) {
        if (endpoint.allowed() != CallerKind.RESIDENT) {
            var wire = endpoint.allowed().wire();
            var token = TestTokens.client(wire, "nobodys-" + wire, "Label", null);
            var body = endpoint.path().equals("/v1/tubes")
                    ? Api.opening("TUBE-0001", 5)
                    : Api.sampling("pass", "of:" + UUID.randomUUID(), java.time.Instant.now());
            Api.json(token, body)
                    .request(endpoint.method(), endpoint.path())
                    .then()
                    .statusCode(403);
        }
    }

    private static void call(RequestSpecification caller, Endpoint endpoint, int status, String slug) {
        caller.contentType(ContentType.JSON)
                .body("{}")
                .request(endpoint.method(), endpoint.path())
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .header("Cache-Control", "no-store")
                .body("type", equalTo("urn:vouch:problem:" + slug));
    }
}
