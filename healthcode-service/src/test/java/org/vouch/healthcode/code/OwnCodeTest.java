package org.vouch.healthcode.code;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.healthcode.testing.Events;
import org.vouch.healthcode.testing.HealthcodeTest;

@HealthcodeTest
class OwnCodeTest {
    private final Instant hourAgo = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);

    private final UUID person = UUID.randomUUID();

    @Test
    void isUnknownForSomebodyNothingIsKnownAbout() {
        own().header("Cache-Control", "no-store")
                .body("colour", equalTo("unknown"))
                .body("reasons", hasSize(1))
                .body("reasons[0].rule", equalTo("nothing-known"))
                .body("reasons[0].text", notNullValue())
                .body("reasons[0].clears", notNullValue())
                .body("latestTest", nullValue())
                .body("asOf", notNullValue())
                .body("validUntil", nullValue())
                .body("policy.id", equalTo("baseline"))
                .body("policy.version", equalTo(2))
                .body("size()", equalTo(6));
    }

    @Test
    void turnsGreenByANegativeResultAndRedByAPositiveOne() {
        var cause = Events.result(person, "negative", hourAgo);
        becomes("green")
                .body("latestTest.outcome", equalTo("negative"))
                .body("latestTest.sampledAt", equalTo(hourAgo.toString()))
                .body("latestTest.window", equalTo("PT24H"))
                .body("latestTest.size()", equalTo(3))
                .body("validUntil", equalTo(hourAgo.plus(72, ChronoUnit.HOURS).toString()));
        Events.result(person, "positive", hourAgo.plusSeconds(60));
        becomes("red").body("validUntil", nullValue());
        await().atMost(Patience.LONG).untilAsserted(() -> assertThat(Events.about("healthcode.colours", person))
                .hasSize(2));
        var changes = Events.about("healthcode.colours", person);
        assertThat(changes.get(0).value())
                .contains("\"from\":\"unknown\"", "\"to\":\"green\"", "\"cause\":\"" + cause + "\"");
        assertThat(changes.get(1).value()).contains("\"from\":\"green\"", "\"to\":\"red\"");
        assertThat(changes).allSatisfy(change -> {
            assertThat(change.key()).isEqualTo(person.toString());
            assertThat(Events.header(change, "ce_type")).isEqualTo("org.vouch.healthcode.ColourChanged.v1");
        });
    }

    @Test
    void turnsYellowByARequiredRetest() {
        Events.result(person, "negative", hourAgo.minusSeconds(600));
        becomes("green");
        Events.retest(person, hourAgo);
        becomes("yellow").body("reasons[0].rule", equalTo("retest-required"));
        Events.result(person, "negative", hourAgo.plusSeconds(60));
        becomes("green");
    }

    @Test
    void aNotModifiedCodeIsNotSentAgain() {
        var tag = own().extract().header("ETag");
        assertThat(tag).startsWith("\"").endsWith("\"");
        assertThat(own().extract().header("ETag")).isEqualTo(tag);
        given().auth()
                .oauth2(TestTokens.resident(person))
                .header("If-None-Match", "\"other\", " + tag)
                .get("/v1/code")
                .then()
                .statusCode(304)
                .header("ETag", equalTo(tag))
                .header("Cache-Control", "no-store")
                .body(equalTo(""));
        Events.result(person, "negative", hourAgo);
        await().atMost(Patience.LONG).untilAsserted(() -> given().auth()
                .oauth2(TestTokens.resident(person))
                .header("If-None-Match", tag)
                .get("/v1/code")
                .then()
                .statusCode(200)
                .body("colour", equalTo("green")));
    }

    @Test
    void lookingAtOneselfLeavesNoRecord() {
        own();
        given().auth()
                .oauth2(TestTokens.resident(person))
                .get("/v1/pass")
                .then()
                .statusCode(200);
        await().during(Duration.ofMillis(1500)).atMost(Patience.LONG).untilAsserted(() -> assertThat(
                        Events.about("access.records", person))
                .isEmpty());
    }

    private ValidatableResponse becomes(String colour) {
        await().atMost(Patience.LONG).untilAsserted(() -> own().body("colour", equalTo(colour)));
        return own();
    }

    private ValidatableResponse own() {
        return given().auth()
                .oauth2(TestTokens.resident(person))
                .get("/v1/code")
                .then()
                .statusCode(200);
    }
}
