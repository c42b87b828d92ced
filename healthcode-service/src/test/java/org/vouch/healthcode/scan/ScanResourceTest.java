package org.vouch.healthcode.scan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.healthcode.pass.PassFixture;
import org.vouch.healthcode.policy.Colour;
import org.vouch.healthcode.testing.Events;
import org.vouch.healthcode.testing.HealthcodeTest;
import org.vouch.healthcode.testing.Records;

@HealthcodeTest
class ScanResourceTest {
    private final UUID person = UUID.randomUUID();
    private final String gate = "gate-" + UUID.randomUUID();

    @BeforeEach
    void looksArePossible() {
        Records.looksBecomePossible();
    }

    @ParameterizedTest
    @CsvSource({"negative,1,go,green", "negative,80,no-go,yellow", "positive,1,no-go,red"})
    void tellsByTheColourOfNowAndNotByTheOneOfThePass(String outcome, int hoursAgo, String decision, String colour) {
        Events.result(person, outcome, Instant.now().minus(hoursAgo, ChronoUnit.HOURS));
        var forged = colour.equals("green") ? Colour.RED : Colour.GREEN;
        await().atMost(Patience.LONG).untilAsserted(() -> scan(live(forged))
                .statusCode(200)
                .body("decision", equalTo(decision))
                .body("colour", equalTo(colour))
                .body("expiresAt", notNullValue())
                .body("size()", equalTo(3))
                .header("Cache-Control", "no-store"));
    }

    @Test
    void cannotTellAboutSomebodyNothingIsKnownAbout() {
        scan(live(Colour.GREEN))
                .statusCode(200)
                .body("decision", equalTo("cannot-tell"))
                .body("colour", equalTo("unknown"))
                .body("reason", equalTo("nothing-known"));
    }

    @Test
    void aStalePassTellsNothingAboutItsHolderWhoSeesItInTheRecord() {
        var pass = PassFixture.ofTheService()
                .aPass(person, Colour.GREEN, Instant.now().truncatedTo(ChronoUnit.SECONDS));
        scan(pass)
                .statusCode(200)
                .body("decision", equalTo("cannot-tell"))
                .body("reason", equalTo("stale"))
                .body("colour", nullValue());
        assertThat(Records.of(gate, 1)).singleElement().satisfies(record -> {
            assertThat(record.path("outcome").asText()).isEqualTo("refused");
            assertThat(record.path("reason").asText()).isEqualTo("pass-stale");
            assertThat(record.path("subject").asText()).isEqualTo(person.toString());
        });
    }

    @Test
    void everyScanIsRecorded() {
        scan(live(Colour.GREEN)).statusCode(200);
        assertThat(Records.of(gate, 1)).singleElement().satisfies(record -> {
            assertThat(record.path("action").asText()).isEqualTo("scan");
            assertThat(record.path("outcome").asText()).isEqualTo("granted");
            assertThat(record.path("subject").asText()).isEqualTo(person.toString());
            assertThat(record.path("venue").asText()).isEqualTo("North Gate");
            assertThat(record.path("requester").path("kind").asText()).isEqualTo("checkpoint");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HELLO", "不", "RRQ+D9O60CO0R2FE%V8CKEP9.70Y/E"})
    void garbageIsNoPass(String pass) {
        scan(pass).statusCode(422).body("type", equalTo("urn:vouch:problem:pass-invalid"));
    }

    @Test
    void aForgedPassIsRefusedWithOneBodyWhateverIsWrong() {
        var forged = PassFixture.ofSomebodyElse().aPass(person, Colour.GREEN, inAMinute());
        var body = scan(forged)
                .statusCode(422)
                .contentType("application/problem+json")
                .extract()
                .asString();
        assertThat(scan("GARBAGE").extract().asString()).isEqualTo(body);
        assertThat(Records.of(gate, 2)).allSatisfy(record -> {
            assertThat(record.path("outcome").asText()).isEqualTo("refused");
            assertThat(record.path("reason").asText()).startsWith("pass-invalid:");
            assertThat(record.path("subject").isNull()).isTrue();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "",
                "null",
                "[]",
                "{\"pass\":null}",
                "{\"pass\":5}",
                "{\"pass\":\"A\",\"name\":\"x\"}",
                "{\"pass\":\"A\",\"venue\":\"\"}",
                "{\"pass\":\"A\"",
                "{\"pass\":\"A\",\"pass\":\"B\"}"
            })
    void malformedInputIsRefusedAsSuch(String body) {
        given().auth()
                .oauth2(TestTokens.client("checkpoint", gate))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/scans")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:vouch:problem:malformed-request"));
    }

    @Test
    void aSuspendedCheckpointMayNotScan() {
        Records.suspend(gate);
        await().atMost(Patience.LONG)
                .untilAsserted(() ->
                        scan("garbage").statusCode(403).body("type", equalTo("urn:vouch:problem:requester-suspended")));
        scan(live(Colour.GREEN)).statusCode(403).body("type", equalTo("urn:vouch:problem:requester-suspended"));
        await().atMost(Patience.LONG).untilAsserted(() -> assertThat(Events.about("access.records", person))
                .hasSize(1));
    }

    @Test
    void aDisputedCheckpointStillReadsPassesAndLooksNobodyUp() {
        Records.suspend(gate, "proxy");
        await().atMost(Patience.LONG).untilAsserted(() -> given().auth()
                .oauth2(TestTokens.client("checkpoint", gate))
                .contentType(ContentType.JSON)
                .body(Map.of("presenceProof", "garbage"))
                .post("/v1/proxy-lookups")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:vouch:problem:requester-suspended")));
        scan(live(Colour.GREEN)).statusCode(200);
    }

    private ValidatableResponse scan(String pass) {
        return given().auth()
                .oauth2(TestTokens.client("checkpoint", gate))
                .contentType(ContentType.JSON)
                .body(Map.of("pass", pass, "venue", "North Gate"))
                .post("/v1/scans")
                .then();
    }

    private String live(Colour colour) {
        return PassFixture.ofTheService().aPass(person, colour, inAMinute());
    }

    private static Instant inAMinute() {
        return Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
    }
}
