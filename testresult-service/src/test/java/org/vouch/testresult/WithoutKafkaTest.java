package org.vouch.testresult;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.NoKafka;
import org.vouch.audit.client.testing.PlatformResource;
import org.vouch.testresult.testing.Api;
import org.vouch.testresult.testing.Neighbours;

/** With Kafka away since before the start, residents read their own results and labs report. */
@QuarkusTest
@TestProfile(NoKafka.Alone.class)
@WithTestResource(value = PlatformResource.class, initArgs = @ResourceArg(name = "database", value = "testresult"))
@WithTestResource(Neighbours.class)
@WithTestResource(NoKafka.class)
class WithoutKafkaTest {
    @Test
    void isReady() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        given().get("/q/health/live").then().statusCode(200);
    }

    @Test
    void residentsReadTheirResultsAndLabsReport() {
        Api.results(UUID.randomUUID()).statusCode(200).body("items", hasSize(0));
        var barcode = Api.openTube(1);
        Api.reportOne(Api.report(barcode, "negative", Api.fresh("A")))
                .statusCode(200)
                .body("rejected[0].type", equalTo("urn:vouch:problem:empty-tube"));
    }

    @Test
    void nobodyLooksAtOthersBeforeTheSuspensionsAreKnown() {
        Api.take(Api.openTube(1), Api.pass(UUID.randomUUID()))
                .statusCode(503)
                .body("type", equalTo("urn:vouch:problem:overloaded"));
    }
}
