package org.vouch.testresult;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.ServedOpenApi;
import org.vouch.testresult.testing.ServiceTest;

@ServiceTest
class OpenApiTest {
    @Test
    void isAsInTheRepository() {
        ServedOpenApi.get().isAsInTheRepository();
    }

    @Test
    void everyOperationSaysHowItKnowsItsSubject() {
        assertThat(ServedOpenApi.get().subjects())
                .containsEntry("get /v1/results", "self")
                .containsEntry("post /v1/results", "none")
                .containsEntry("post /v1/tubes", "none")
                .containsEntry("post /v1/tubes/{barcode}/samples", "none")
                .containsEntry("post /v1/tubes/{barcode}/seal", "none")
                .hasSize(5);
    }
}
