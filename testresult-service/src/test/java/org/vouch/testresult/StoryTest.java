package org.vouch.testresult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vouch.testresult.testing.Api;
import org.vouch.testresult.testing.Events;
import org.vouch.testresult.testing.ServiceTest;

/** From the tube to the resident's own result. */
@ServiceTest
class StoryTest {
    @BeforeEach
    void looksArePossible() {
        Api.awaitReady();
    }

    @Test
    void aSampleBecomesAResultThatItsPersonReads() {
        var person = UUID.randomUUID();
        var barcode = Api.openTube(1);
        Api.take(barcode, Api.pass(person))
                .statusCode(201)
                .body("tube", equalTo(barcode))
                .body("samples", equalTo(1));
        Api.seal(barcode).statusCode(200);
        Api.reportOne(Api.report(barcode, "negative", Api.fresh("A")))
                .statusCode(200)
                .body("accepted", equalTo(1))
                .body("rejected", hasSize(0));
        Api.results(person).statusCode(200).body("items", hasSize(1)).body("items[0].outcome", equalTo("negative"));
        var event = Events.only("testresult.results", person, "org.vouch.testresult.ResultReported.v1");
        assertThat(event).contains("\"outcome\":\"negative\"");
    }
}
