package org.vouch.testresult.tubes.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.testresult.testing.Api;
import org.vouch.testresult.testing.Events;
import org.vouch.testresult.testing.ServiceTest;

@ServiceTest
class SamplesTest {
    @BeforeEach
    void ready() {
        Api.awaitReady();
    }

    @ParameterizedTest
    @CsvSource({"pass", "presenceProof"})
    void takesASampleByWhatThePersonShowsAndSaysNothingOfThem(String kind) {
        var person = UUID.randomUUID();
        var barcode = Api.openTube(5);
        Api.take(barcode, Api.sampling(kind, "of:" + person, Instant.parse("2026-11-01T08:00:00Z")))
                .statusCode(201)
                .header("Cache-Control", "no-store")
                .body("tube", equalTo(barcode))
                .body("samples", equalTo(1))
                .body("capacity", equalTo(5))
                .body("id", notNullValue())
                .body(not(containsString(person.toString())));
    }

    @Test
    void takesNoMoreThanTheCapacity() {
        var barcode = Api.openTube(5);
        for (var i = 1; i <= 5; i++) {
            Api.take(barcode, Api.pass(UUID.randomUUID())).statusCode(201).body("samples", equalTo(i));
        }
        refused(409, "tube-full", Api.take(barcode, Api.pass(UUID.randomUUID())));
    }

    @Test
    void takesNobodyTwice() {
        var barcode = Api.openTube(5);
        var person = UUID.randomUUID();
        Api.take(barcode, person);
        refused(409, "already-in-tube", Api.take(barcode, Api.pass(person)));
        Api.take(Api.openTube(1), person);
    }

    @Test
    void ofTwoSamplesForTheLastPlaceOneIsTaken() throws Exception {
        var threads = Executors.newFixedThreadPool(6);
        try {
            for (var round = 0; round < 3; round++) {
                var barcode = Api.openTube(1);
                var token = Api.collector();
                var calls = new ArrayList<Callable<Integer>>();
                for (var i = 0; i < 6; i++) {
                    // Whoever is told that the service has too much to do comes again.
                    calls.add(() -> await().atMost(Patience.LONG)
                            .until(
                                    () -> Api.json(token, Api.pass(UUID.randomUUID()))
                                            .post("/v1/tubes/" + barcode + "/samples")
                                            .statusCode(),
                                    status -> status != 503));
                }
                var statuses = new ArrayList<Integer>();
                for (var answer : threads.invokeAll(calls)) {
                    statuses.add(answer.get());
                }
                assertThat(statuses).containsExactlyInAnyOrder(201, 409, 409, 409, 409, 409);
                Api.seal(barcode).body("samples", equalTo(1));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aFullOrSealedTubeSpendsNoProof() {
        var full = Api.openTube(1);
        Api.take(full, UUID.randomUUID());
        var sealed = Api.openTube(5);
        Api.seal(sealed).statusCode(200);
        var before = calls();
        refused(409, "tube-full", Api.take(full, Api.pass(UUID.randomUUID())));
        refused(409, "tube-sealed", Api.take(sealed, Api.pass(UUID.randomUUID())));
        refused(404, "not-found", Api.take("NO-SUCH-TUBE", Api.pass(UUID.randomUUID())));
        assertThat(calls()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "pass, stale, 409, pass-stale",
        "pass, forged, 422, pass-invalid",
        "pass, suspended, 403, requester-suspended",
        "presenceProof, absent, 403, presence-not-proven"
    })
    void passesOnWhatHealthcodeServiceRefuses(String kind, String shown, int status, String slug) {
        var barcode = Api.openTube(5);
        refused(status, slug, Api.take(barcode, Api.sampling(kind, shown, Instant.now())));
        Api.seal(barcode).body("samples", equalTo(0));
    }

    static List<String> malformed() {
        var now = Instant.now();
        return List.of(
                "",
                "null",
                "{}",
                "{\"sampledAt\":\"" + now + "\"}",
                "{\"pass\":\"secret\"}",
                "{\"pass\":\"secret\",\"presenceProof\":\"secret\",\"sampledAt\":\"" + now + "\"}",
                "{\"pass\":null,\"presenceProof\":null,\"sampledAt\":\"" + now + "\"}",
                "{\"pass\":7,\"sampledAt\":\"" + now + "\"}",
                Api.sampling("pass", "", now),
                Api.sampling("pass", "s".repeat(1_001), now),
                Api.sampling("presenceProof", "s".repeat(4_097), now),
                Api.sampling("secret", "of:x", now),
                Api.sampling("pass", "secret", now).replace("Z\"", "\""),
                Api.sampling("pass", "secret", now.plusSeconds(330)),
                Api.sampling("pass", "secret", now.minus(Duration.ofDays(367))),
                Api.sampling("pass", "secret", now).replace(now.toString(), "0000-01-01T00:00:00+14:00"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformedInputIsAProblemThatQuotesNothing(String body) {
        Api.take(Api.openTube(5), body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:vouch:problem:malformed-request"))
                .body(not(containsString("secret")));
    }

    @Test
    void aRepeatWithItsKeyGetsTheFirstAnswer() {
        var barcode = Api.openTube(5);
        var body = Api.pass(UUID.randomUUID());
        var key = Api.fresh("key");
        var first = takeWith(key, barcode, body).statusCode(201).extract().asString();
        assertThat(takeWith(key, barcode, body).statusCode(201).extract().asString())
                .isEqualTo(first);
        refused(422, "idempotency-key-reused", takeWith(key, Api.openTube(5), body));
        Api.seal(barcode).body("samples", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource({"broken", "not-us", "slow"})
    void storesNothingWhereNobodyCanBeAsked(String trouble) {
        var barcode = Api.openTube(5);
        refused(503, "overloaded", Api.take(barcode, Api.sampling("pass", trouble, Instant.now())))
                .header("Retry-After", notNullValue());
        await().atMost(Patience.LONG).untilAsserted(() -> Api.take(barcode, Api.pass(UUID.randomUUID()))
                .statusCode(201));
    }

    @Test
    void stopsAskingWhileTheCircuitIsOpenAndAsksAgainAfterwards() {
        var barcode = Api.openTube(20);
        await().atMost(Patience.LONG).untilAsserted(() -> {
            var before = calls();
            refused(503, "overloaded", Api.take(barcode, Api.sampling("pass", "broken", Instant.now())));
            assertThat(calls()).isEqualTo(before);
        });
        await().atMost(Patience.LONG).untilAsserted(() -> Api.take(barcode, Api.pass(UUID.randomUUID()))
                .statusCode(201));
    }

    @Test
    void keepsItsOwnTokenAndGetsAnotherOneWhenItIsRefused() {
        var barcode = Api.openTube(20);
        Api.take(barcode, UUID.randomUUID());
        var before = grants();
        Api.take(barcode, UUID.randomUUID(), UUID.randomUUID());
        assertThat(grants()).isEqualTo(before);
        Api.as("").post(neighbours() + "/tokens/revoke").then().statusCode(200);
        Api.take(barcode, UUID.randomUUID());
        assertThat(grants()).isEqualTo(before + 1);
    }

    /** healthcode-service records whom the collector looked at; a second record here would be a look that never was. */
    @Test
    void whoseSampleItIsIsAskedForTheCollectorAndNotRecordedAgain() {
        var collector = Api.fresh("site");
        var token = TestTokens.client("collector", collector, "Site One", "collectors");
        var barcode = Api.openTube(5);
        var pass = Api.pass(UUID.randomUUID());
        var key = Api.fresh("key");
        take(token, key, barcode, pass).statusCode(201);
        take(token, key, barcode, pass).statusCode(201);
        refused(409, "already-in-tube", take(token, Api.fresh("key"), barcode, pass));
        refused(
                403,
                "presence-not-proven",
                take(token, Api.fresh("key"), barcode, Api.sampling("presenceProof", "absent", Instant.now())));
        Api.seal(barcode).statusCode(200);
        refused(409, "tube-sealed", take(token, Api.fresh("key"), barcode, pass));

        assertThat(asked())
                .filteredOn(text -> text.startsWith(collector))
                .hasSize(3)
                .containsOnly(collector + " Site One Station East");
        assertThat(Events.of("access.records", collector, 1)).singleElement().satisfies(record -> assertThat(
                        record.value())
                .contains(
                        "\"outcome\":\"refused\"",
                        "\"reason\":\"tube-sealed\"",
                        "\"subject\":null",
                        "\"action\":\"sample\"",
                        "\"purpose\":\"sampling\"",
                        "\"kind\":\"collector\"")
                .doesNotContain(barcode));
    }

    @Test
    void aSuspendedCollectorTakesNoSampleButSealsItsTube() {
        var collector = Api.fresh("site");
        var token = TestTokens.client("collector", collector, "Site One", "collectors");
        var barcode = Api.openTube(20);
        Events.publish(
                "audit.enforcements",
                UUID.randomUUID(),
                "org.vouch.audit.RequesterSuspended.v1",
                collector,
                "{\"requester\":\"" + collector + "\",\"until\":null}");
        await().atMost(Patience.LONG)
                .untilAsserted(() -> refused(
                        403,
                        "requester-suspended",
                        Api.json(token, Api.pass(UUID.randomUUID()))
                                .post("/v1/tubes/" + barcode + "/samples")
                                .then()));
        Api.as(token).post("/v1/tubes/" + barcode + "/seal").then().statusCode(200);
    }

    private static ValidatableResponse refused(int status, String slug, ValidatableResponse answer) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:vouch:problem:" + slug));
    }

    private static ValidatableResponse takeWith(String key, String barcode, String body) {
        return take(Api.collector(), key, barcode, body);
    }

    private static ValidatableResponse take(String token, String key, String barcode, String body) {
        return Api.json(token, body)
                .header("Idempotency-Key", key)
                .post("/v1/tubes/" + barcode + "/samples")
                .then();
    }

    private static int calls() {
        return Api.as("").get(neighbours() + "/calls").path("calls");
    }

    private static List<String> asked() {
        return Api.as("").get(neighbours() + "/calls").path("asked");
    }

    private static int grants() {
        return Api.as("").get(neighbours() + "/calls").path("grants");
    }

    private static String neighbours() {
        return ConfigProvider.getConfig().getValue("quarkus.rest-client.healthcode.url", String.class);
    }
}
