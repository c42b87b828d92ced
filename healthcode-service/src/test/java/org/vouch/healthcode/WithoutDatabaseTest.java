package org.vouch.healthcode;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vouch.audit.client.testing.CutDatabase;
import org.vouch.audit.client.testing.CutDatabase.DatabaseLine;
import org.vouch.audit.client.testing.Patience;
import org.vouch.audit.client.testing.PlatformResource;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.healthcode.pass.PassFixture;
import org.vouch.healthcode.policy.Colour;
import org.vouch.healthcode.testing.Proofs;
import org.vouch.healthcode.testing.Records;
import org.vouch.healthcode.testing.TestKeys;

/** The one thing that a code needs: while it is away or hangs everybody is told to come again, and nothing is guessed. */
@QuarkusTest
@TestProfile(WithoutDatabaseTest.Alone.class)
@WithTestResource(value = PlatformResource.class, initArgs = @ResourceArg(name = "database", value = "healthcode"))
@WithTestResource(value = CutDatabase.class, initArgs = @ResourceArg(name = "database", value = "healthcode"))
@WithTestResource(TestKeys.class)
class WithoutDatabaseTest {
    private final UUID person = UUID.randomUUID();

    @SuppressWarnings("NullAway.Init") // by the test resource
    DatabaseLine line;

    /** Another start of the service, for this class alone. */
    public static class Alone implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("vouch.http.answered-within", "3s");
        }
    }

    enum Trouble {
        CUT,
        STALLED
    }

    @BeforeEach
    void whole() {
        line.mend();
        Records.looksBecomePossible();
        await().atMost(Patience.LONG).until(() -> own("/v1/code").statusCode() == 200);
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void everyCallIsToldToComeAgain(Trouble trouble) {
        if (trouble == Trouble.CUT) {
            line.cut();
        } else {
            line.stall();
        }
        isUnavailable(own("/v1/code"));
        isUnavailable(own("/v1/pass"));
        isUnavailable(scan());
        isUnavailable(lookUp(Proofs.of(person, person.toString())));
        given().get("/q/health/live").then().statusCode(200);
    }

    /** A gateway keeps every call from it then, so that nothing else here would count one. */
    @ParameterizedTest
    @EnumSource(Trouble.class)
    void thatItIsNotReadyIsMeasured(Trouble trouble) {
        await().atMost(Patience.LONG).until(() -> measuredReadiness() == 1);
        if (trouble == Trouble.CUT) {
            line.cut();
        } else {
            line.stall();
        }
        await().atMost(Patience.LONG).until(() -> measuredReadiness() == 0);
        line.mend();
        await().atMost(Patience.LONG).until(() -> measuredReadiness() == 1);
    }

    private static double measuredReadiness() {
        var metric = "vouch_ready ";
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(metric))
                .mapToDouble(line -> Double.parseDouble(line.substring(metric.length())))
                .findFirst()
                .orElse(-1);
    }

    @Test
    void aProofThatCouldNotBeSpentIsGoodAfterwards() {
        var proof = Proofs.of(person, person.toString());
        line.cut();
        isUnavailable(lookUp(proof));
        line.mend();
        comesBack(() -> own("/v1/code"));
        lookUp(proof).then().statusCode(200);
    }

    private static void comesBack(Supplier<Response> call) {
        await().atMost(Patience.LONG).until(() -> call.get().statusCode() == 200);
    }

    private static void isUnavailable(Response answer) {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", notNullValue())
                .body("type", equalTo("urn:vouch:problem:overloaded"));
    }

    private Response own(String path) {
        return given().auth().oauth2(TestTokens.resident(person)).get(path);
    }

    private Response scan() {
        var pass = PassFixture.ofTheService()
                .aPass(person, Colour.GREEN, Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS));
        return given().auth()
                .oauth2(TestTokens.client("checkpoint", "gate-" + person))
                .contentType(ContentType.JSON)
                .body(Map.of("pass", pass))
                .post("/v1/scans");
    }

    private Response lookUp(String proof) {
        return given().auth()
                .oauth2(TestTokens.resident(person))
                .contentType(ContentType.JSON)
                .body(Map.of("presenceProof", proof))
                .post("/v1/proxy-lookups");
    }
}
