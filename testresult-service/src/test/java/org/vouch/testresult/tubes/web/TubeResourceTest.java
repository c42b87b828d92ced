package org.vouch.testresult.tubes.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.testresult.testing.Api;
import org.vouch.testresult.testing.ServiceTest;

@ServiceTest
class TubeResourceTest {
    private static final String OTHERS = TestTokens.client("collector", "site-9", "Site Nine", "other-collectors");

    @BeforeEach
    void ready() {
        Api.awaitReady();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 20})
    void opensATubeOfEveryPoolSize(int capacity) {
        var barcode = Api.fresh("T");
        open(Api.opening(barcode, String.valueOf(capacity), "Station East", "2026-11-01T08:00:00+08:00"))
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("barcode", equalTo(barcode))
                .body("capacity", equalTo(capacity))
                .body("openedAt", equalTo("2026-11-01T00:00:00Z"))
                .body("sealedAt", nullValue())
                .body("samples", equalTo(0));
    }

    @Test
    void aBarcodeIsUsedOnce() {
        var tube = Api.opening(Api.fresh("T"), 5);
        open(tube).statusCode(201);
        open(tube).statusCode(409).body("type", equalTo("urn:vouch:problem:tube-exists"));
        Api.json(OTHERS, tube)
                .post("/v1/tubes")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:vouch:problem:tube-exists"));
    }

    @Test
    void aRepeatWithItsKeyGetsTheFirstAnswer() {
        var tube = Api.opening(Api.fresh("T"), 5);
        var key = Api.fresh("key");
        var first = openWith(key, tube).statusCode(201).extract().asString();
        assertThat(openWith(key, tube).statusCode(201).extract().asString()).isEqualTo(first);
        openWith(key, tube.replace("Station East", "Station West"))
                .statusCode(422)
                .body("type", equalTo("urn:vouch:problem:idempotency-key-reused"));
    }

    static List<String> malformed() {
        var now = Instant.now().toString();
        return List.of(
                "",
                "null",
                "[]",
                "{",
                "{}",
                Api.opening("", "5", "secret", now),
                Api.opening(".hidden", "5", "secret", now),
                Api.opening("has space", "5", "secret", now),
                Api.opening("../../etc", "5", "secret", now),
                Api.opening("x".repeat(65), "5", "secret", now),
                Api.opening("TUBE-0002", "0", "secret", now),
                Api.opening("TUBE-0002", "2", "secret", now),
                Api.opening("TUBE-0002", "21", "secret", now),
                Api.opening("TUBE-0002", "-1", "secret", now),
                Api.opening("TUBE-0002", "\"5\"", "secret", now),
                Api.opening("TUBE-0002", "5.0", "secret", now),
                Api.opening("TUBE-0002", "null", "secret", now),
                Api.opening("TUBE-0002", "99999999999", "secret", now),
                Api.opening("TUBE-0002", "5", "", now),
                Api.opening("TUBE-0002", "5", "   ", now),
                Api.opening("TUBE-0002", "5", "s".repeat(101), now),
                Api.opening("TUBE-0002", "5", "secret\\u0000", now),
                Api.opening("TUBE-0002", "5", "secret", "2026-11-01T08:00:00"),
                Api.opening("TUBE-0002", "5", "secret", "2026-11-01"),
                Api.opening("TUBE-0002", "5", "secret", "yesterday"),
                Api.opening("TUBE-0002", "5", "secret", "+292026-11-01T08:00:00Z"),
                Api.opening("TUBE-0002", "5", "secret", now).replace("\"" + now + "\"", "1763805600"),
                Api.opening(
                        "TUBE-0002",
                        "5",
                        "secret",
                        Instant.now().plusSeconds(330).toString()),
                Api.opening("TUBE-0002", "5", "secret", now).replace("}", ",\"secret\":1}"),
                Api.opening("TUBE-0002", "5", "secret", now).replace("}", ",\"site\":\"b\"}"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformedInputIsAProblemThatQuotesNothing(String body) {
        open(body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:vouch:problem:malformed-request"))
                .body(not(containsString("secret")));
    }

    @Test
    void theFieldThatIsWrongIsNamed() {
        open(Api.opening("TUBE-0002", "7", "Station", Instant.now().toString()))
                .statusCode(400)
                .body("violations.field", hasItem("capacity"));
        open(Api.opening("TUBE-0002", "5", " ", Instant.now().toString()))
                .statusCode(400)
                .body("violations.field", hasItem("site"));
        open(Api.opening(
                        "TUBE-0002",
                        "5",
                        "Station",
                        Instant.now().plusSeconds(330).toString()))
                .statusCode(400)
                .body("violations.field", hasItem("openedAt"));
    }

    @Test
    void aTubeMayBeOpenedByAClockThatIsSlightlyAhead() {
        open(Api.opening(
                        Api.fresh("T"),
                        "5",
                        "Station",
                        Instant.now().plusSeconds(290).toString()))
                .statusCode(201);
    }

    @Test
    void takesJsonOnlyAndNothingLarge() {
        Api.as(Api.collector())
                .contentType("text/plain")
                .body("x")
                .post("/v1/tubes")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        open(Api.opening("TUBE-0002", "5", "s".repeat(70_000), Instant.now().toString()))
                .statusCode(413)
                .body("type", equalTo("urn:vouch:problem:too-large"));
    }

    @Test
    void sealsForGoodAndTheFirstTimeCounts() {
        var barcode = Api.openTube(5);
        Api.take(barcode, UUID.randomUUID());
        var first = Api.seal(barcode)
                .statusCode(200)
                .body("samples", equalTo(1))
                .extract()
                .path("sealedAt");
        assertThat(first).isNotNull();
        Api.seal(barcode).statusCode(200).body("sealedAt", equalTo(first));
        Api.take(barcode, Api.pass(UUID.randomUUID()))
                .statusCode(409)
                .body("type", equalTo("urn:vouch:problem:tube-sealed"));
    }

    @Test
    void anotherOrganisationsTubeIsNotThere() {
        var barcode = Api.openTube(5);
        for (var path : List.of("/v1/tubes/" + barcode + "/seal", "/v1/tubes/NO-SUCH-TUBE/seal")) {
            Api.as(OTHERS)
                    .post(path)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:vouch:problem:not-found"));
        }
        for (var tube : List.of(barcode, "NO-SUCH-TUBE")) {
            Api.json(OTHERS, Api.pass(UUID.randomUUID()))
                    .post("/v1/tubes/" + tube + "/samples")
                    .then()
                    .statusCode(404)
                    .body("type", equalTo("urn:vouch:problem:not-found"));
        }
        Api.take(barcode, UUID.randomUUID());
    }

    @Test
    void whatIsNoBarcodeIsNotThere() {
        for (var path : List.of("/v1/tubes/x/seal", "/v1/tubes/a%20b%20c%20d/seal", "/v1/tubes/..%2F..%2Fabc/seal")) {
            Api.as(Api.collector())
                    .urlEncodingEnabled(false)
                    .post(path)
                    .then()
                    .statusCode(404)
                    .contentType("application/problem+json");
        }
    }

    private static ValidatableResponse open(String body) {
        return Api.json(Api.collector(), body).post("/v1/tubes").then();
    }

    private static ValidatableResponse openWith(String key, String body) {
        return Api.json(Api.collector(), body)
                .header("Idempotency-Key", key)
                .post("/v1/tubes")
                .then();
    }
}
