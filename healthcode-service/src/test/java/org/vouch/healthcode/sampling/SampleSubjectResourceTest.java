package org.vouch.healthcode.sampling;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.testing.Patience;
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
    private final String collector = "site-" + person;

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
        ask(shown("pass", "GARBAGE")).statusCode(422).body("type", equalTo("urn:vouch:problem:pass-invalid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"medical", "help"})
    void aProofForMedicineOrHelpIsSpentHereWhoeverItWasMadeFor(String purpose) {
        var proof = Proofs.of(person, "helper-7", claims -> claims.setStringClaim("purpose", purpose));
        ask(shown("presenceProof", proof)).statusCode(200).body("person", equalTo(person.toString()));
        notProven(proof);
    }

    @ParameterizedTest
    @ValueSource(strings = {"entry", "travel"})
    void aProofOfAnotherPurposeNamesNobodyAndIsNotSpent(String purpose) {
        var owner = UUID.randomUUID();
        var proof = Proofs.of(person, owner.toString(), claims -> claims.setStringClaim("purpose", purpose));
        notProven(proof);
        assertThat(Records.of(collector, 1))
                .extracting(record -> record.path("reason").asText())
                .containsExactly("other-purpose");
        given().auth()
                .oauth2(TestTokens.resident(owner))
                .contentType(ContentType.JSON)
                .body("{\"presenceProof\":\"" + proof + "\"}")
                .post("/v1/proxy-lookups")
                .then()
                .statusCode(200);
    }

    @Test
    void whatThePersonShowsIsRecordedOnceAsALookOfTheCollector() {
        byPass(Instant.now().plusSeconds(50)).statusCode(200);
        byPass(Instant.now()).statusCode(409);
        var proof = medical("helper-7");
        ask(shown("presenceProof", proof)).statusCode(200);
        notProven(proof);

        var records = Records.of(collector, 4);

        assertThat(records).allSatisfy(record -> {
            assertThat(record.path("subject").asText()).isEqualTo(person.toString());
            assertThat(record.path("requester").path("kind").asText()).isEqualTo("collector");
            assertThat(record.path("requester").path("label").asText()).isEqualTo("Site One");
            assertThat(record.path("action").asText()).isEqualTo("sample");
            assertThat(record.path("purpose").asText()).isEqualTo("sampling");
            assertThat(record.path("venue").asText()).isEqualTo("Station East");
            assertThat(record.path("proof").asText()).isNotBlank();
        });
        assertThat(records)
                .extracting(record -> record.path("outcome").asText() + " "
                        + record.path("reason").asText())
                .containsExactly("granted null", "refused pass-stale", "granted null", "refused replayed");
        assertThat(Events.about("access.records", person)).hasSize(4);
    }

    @Test
    void aSuspendedCollectorIsNamedNobodyAndTheProofStaysWhole() {
        var proof = medical("helper-7");
        Records.suspend(collector);
        await().atMost(Patience.LONG).untilAsserted(() -> ask(shown("pass", "GARBAGE"))
                .statusCode(403)
                .body("type", equalTo("urn:vouch:problem:requester-suspended")));
        ask(shown("presenceProof", proof)).statusCode(403);
        ask(shown("presenceProof", proof).replace(collector, "another-site")).statusCode(200);
    }

    @Test
    void noOtherServiceMayAsk() {
        for (var other : new String[] {"identity-service", "audit-service", "healthcode-service"}) {
            given().auth()
                    .oauth2(TestTokens.client("service", other))
                    .contentType(ContentType.JSON)
                    .body(shown("pass", "A"))
                    .post("/internal/v1/sample-subjects")
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("urn:vouch:problem:forbidden"));
        }
    }

    static String[] malformed() {
        var sound = shown("pass", "A", "site-1");
        return new String[] {
            "{}",
            "",
            "null",
            sound.replace("\"pass\":\"A\",", ""),
            sound.replace("\"pass\":", "\"person\":"),
            sound.replace("{\"pass\"", "{\"presenceProof\":\"B\",\"pass\""),
            sound.replace("\"Station East\"", "null"),
            sound.replace("\"Station East\"", "\"\""),
            sound.replace("\"id\":\"site-1\",", ""),
            sound.replace("\"site-1\"", "\"\""),
            "{\"pass\":\"A\",\"site\":\"Station East\"}",
            "{\"pass\":\"A\",\"collector\":null,\"site\":\"Station East\"}"
        };
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void exactlyOneThingIsShownToACollectorAtASite(String body) {
        ask(body).statusCode(400).contentType("application/problem+json");
    }

    private String medical(String requester) {
        return Proofs.of(person, requester, claims -> claims.setStringClaim("purpose", "medical"));
    }

    private void notProven(String proof) {
        ask(shown("presenceProof", proof))
                .statusCode(403)
                .body("type", equalTo("urn:vouch:problem:presence-not-proven"));
    }

    private ValidatableResponse byPass(Instant expiresAt) {
        var pass = PassFixture.ofTheService().aPass(person, Colour.GREEN, expiresAt.truncatedTo(ChronoUnit.SECONDS));
        return ask(shown("pass", pass));
    }

    private String shown(String kind, String text) {
        return shown(kind, text, collector);
    }

    private static String shown(String kind, String text, String collector) {
        return "{\"%s\":\"%s\",\"collector\":{\"id\":\"%s\",\"label\":\"Site One\"},\"site\":\"Station East\"}"
                .formatted(kind, text, collector);
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
