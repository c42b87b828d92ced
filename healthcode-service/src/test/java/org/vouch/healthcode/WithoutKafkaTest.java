package org.vouch.healthcode;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.NoKafka;
import org.vouch.audit.client.testing.PlatformResource;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.healthcode.testing.TestKeys;

/** Promise P10: with Kafka, identity, results and audit all away, everybody shows their own code. */
@QuarkusTest
@TestProfile(NoKafka.Alone.class)
@WithTestResource(value = PlatformResource.class, initArgs = @ResourceArg(name = "database", value = "healthcode"))
@WithTestResource(TestKeys.class)
@WithTestResource(NoKafka.class)
class WithoutKafkaTest {
    private final UUID person = UUID.randomUUID();

    @Test
    void isReady() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/live").then().statusCode(200);
    }

    @Test
    void everybodyShowsTheirOwnCodeAndPass() {
        for (var path : new String[] {"/v1/code", "/v1/code/explanation", "/v1/pass"}) {
            given().auth().oauth2(TestTokens.resident(person)).get(path).then().statusCode(200);
        }
        given().get("/.well-known/pass-keys.json").then().statusCode(200);
    }

    @Test
    void nobodyLooksAtOthersBeforeTheSuspensionsAreKnown() {
        given().auth()
                .oauth2(TestTokens.resident(person))
                .contentType(ContentType.JSON)
                .body("{\"presenceProof\":\"x\"}")
                .post("/v1/proxy-lookups")
                .then()
                .statusCode(503)
                .body("type", equalTo("urn:vouch:problem:overloaded"));
    }
}
