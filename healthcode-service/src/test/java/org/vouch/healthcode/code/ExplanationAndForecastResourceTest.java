package org.vouch.healthcode.code;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.healthcode.testing.Events;
import org.vouch.healthcode.testing.HealthcodeTest;

@HealthcodeTest
class ExplanationAndForecastResourceTest {
    private final UUID person = UUID.randomUUID();
    private final Instant sampledAt = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);

    @Test
    void tellsTheFactsAndEachRulesVerdict() {
        Events.result(person, "negative", sampledAt);
        await().atMost(Patience.LONG).untilAsserted(() -> explanation().body("colour", equalTo("green")));
        explanation()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("policy.id", equalTo("baseline"))
                .body("facts.tests", hasSize(1))
                .body("facts.tests[0].outcome", equalTo("negative"))
                .body("facts.tests[0].sampledAt", equalTo(sampledAt.toString()))
                .body("facts.retests", hasSize(0))
                .body(
                        "rules.rule",
                        contains(
                                "positive",
                                "retest-required",
                                "no-recent-negative",
                                "recent-negative",
                                "nothing-known"))
                .body("rules.holds", contains(false, false, false, true, false))
                .body("rules[3].when", equalTo("conclusive.exists(t, t.negative && t.within(duration('72h')))"))
                .body("rules[4].when", nullValue());
    }

    @Test
    void ofSomebodyNothingIsKnownAboutTheLastWordDecides() {
        explanation()
                .body("colour", equalTo("unknown"))
                .body("rules.holds", contains(false, false, false, false, true));
    }

    @Test
    void tellsWhenTheColourWouldChange() {
        var tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        forecast("{\"assume\":[{\"kind\":\"negative-test\",\"sampledAt\":\"" + tomorrow + "\"}]}")
                .statusCode(200)
                .body("colour", equalTo("unknown"))
                .body("changes.colour", contains("green", "yellow"))
                .body("changes[0].at", equalTo(tomorrow.toString()))
                .body(
                        "changes[1].at",
                        equalTo(tomorrow.plus(72, ChronoUnit.HOURS).toString()))
                .body("changes[1].reasons[0].rule", equalTo("no-recent-negative"));
        explanation().body("facts.tests", hasSize(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"assume\":null}",
                "{\"assume\":[null]}",
                "{\"assume\":[{}]}",
                "{\"assume\":[{\"kind\":\"positive-test\",\"sampledAt\":\"2026-11-22T08:00:00Z\"}]}",
                "{\"assume\":[{\"kind\":\"negative-test\",\"sampledAt\":\"2026-11-22T08:00:00\"}]}",
                "{\"assume\":[{\"kind\":\"negative-test\"}]}",
                "{\"assume\":[{\"kind\":\"negative-test\",\"sampledAt\":\"9999-12-31T08:00:00Z\"}]}",
                "{\"assume\":[{\"kind\":\"negative-test\",\"sampledAt\":\"0000-01-01T00:00:00+14:00\"}]}",
                "{\"assume\":[],\"person\":\"x\"}"
            })
    void malformedAssumptionsAreRefused(String body) {
        forecast(body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void tooManyAssumptionsAreRefused() {
        var one = "{\"kind\":\"negative-test\",\"sampledAt\":\"2026-11-22T08:00:00Z\"}";
        forecast("{\"assume\":[" + (one + ",").repeat(19) + one + "]}").statusCode(200);
        forecast("{\"assume\":[" + (one + ",").repeat(20) + one + "]}").statusCode(400);
    }

    private ValidatableResponse explanation() {
        return given().auth()
                .oauth2(TestTokens.resident(person))
                .get("/v1/code/explanation")
                .then();
    }

    private ValidatableResponse forecast(String body) {
        return given().auth()
                .oauth2(TestTokens.resident(person))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/code/forecast")
                .then();
    }
}
