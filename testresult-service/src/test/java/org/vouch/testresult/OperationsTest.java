package org.vouch.testresult;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.vouch.testresult.testing.Api;
import org.vouch.testresult.testing.ServiceTest;

/** What operators see of it. */
@ServiceTest
class OperationsTest {
    @Test
    void isReadyWithTheDatabaseAndAKeyOfTheIssuer() {
        Api.awaitReady();
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItems("token-keys", "Reactive PostgreSQL connections health check"));
    }

    @Test
    void countsItsWorkAndNamesNobody() {
        Api.awaitReady();
        var person = UUID.randomUUID();
        var barcode = Api.openTube(1);
        Api.take(barcode, person);
        Api.reportOne(Api.report(barcode, "negative", Api.fresh("A"))).statusCode(200);
        var metrics = given().get("/q/metrics").then().statusCode(200).extract().asString();
        assertThat(metrics)
                .contains("vouch_reports_total{decision=\"accepted\"}")
                .doesNotContain(person.toString(), barcode);
    }
}
