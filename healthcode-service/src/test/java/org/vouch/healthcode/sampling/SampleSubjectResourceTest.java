package org.vouch.healthcode.sampling;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.healthcode.pass.PassFixture;
import org.vouch.healthcode.policy.Colour;
import org.vouch.healthcode.testing.Events;
import org.vouch.healthcode.testing.HealthcodeTest;
import org.vouch.healthcode.testing.Proofs;
import org.vouch.healthcode.testing.Records;

@HealthcodeTest
class SampleSubjectResourceTest {
    private final UUID person = UUID.randomUUID();

    @BeforeEach
    void looksArePossible() {
        Records.looksBecomePossible();
    }

    @Test
    void namesTheHolderOfALivePass() {
        byPass(Instant.now().plusSeconds(50))
                .statusCode(200)
                .body("size()", equalTo(1))
                .body("person", equalTo(person.toString()));
    }

    @Test
    void aStalePassIsToldFromAnInvalidOne() {
        byPass(Instant.now()).statusCode(409).body("type", equalTo("urn:vouch:problem:pass-stale"));
        ask("{\"pass\":\"GARBAGE\"}").statusCode(422).body("type", equalTo("urn:vouch:problem:pass-invalid"));
    }

    @Test
    void aProofIsSpentHereWhoeverItWasMadeFor() {
        var proof = Proofs.of(person, "collector-7");
        ask("{\"presenceProof\":\"" + proof + "\"}").statusCode(200).body("person", equalTo(person.toString()));
        ask("{\"presenceProof\":\"" + proof + "\"}")
                .statusCode(403)
                .body("type", equalTo("urn:vouch:problem:presence-not-proven"));
    }

    @Test
    void theAskingIsRecorded() {
        byPass(Instant.now().plusSeconds(50)).statusCode(200);
        org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(Events.about("access.records", person))
                .singleElement()
                .satisfies(record -> assertThat(record.value())
                        .contains("\"action\":\"sample\"", "\"id\":\"testresult-service\"", "\"granted\"")));
    }

    @Test
    void noOtherServiceMayAsk() {
        for (var other : new String[] {"identity-service", "audit-service", "healthcode-service"}) {
            given().auth()
                    .oauth2(TestTokens.client("service", other))
                    .contentType(ContentType.JSON)
                    .body("{\"pass\":\"A\"}")
                    .post("/internal/v1/sample-subjects")
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("urn:vouch:problem:forbidden"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "", "null", "{\"pass\":\"A\",\"presenceProof\":\"B\"}", "{\"person\":\"A\"}"})
    void exactlyOneThingIsShown(String body) {
        ask(body).statusCode(400).contentType("application/problem+json");
    }

    private ValidatableResponse byPass(Instant expiresAt) {
        var pass = PassFixture.ofTheService().aPass(person, Colour.GREEN, expiresAt.truncatedTo(ChronoUnit.SECONDS));
        return ask("{\"pass\":\"" + pass + "\"}");
    }

    private static ValidatableResponse ask(String body) {
        return given().auth()
                .oauth2(TestTokens.client("service", "testresult-service"))
                .contentType(ContentType.JSON)
                .body(body)
                .post("/internal/v1/sample-subjects")
                .then();
    }
}
