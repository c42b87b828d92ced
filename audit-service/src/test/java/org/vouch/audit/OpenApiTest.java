package org.vouch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.ServedOpenApi;
import org.vouch.audit.testing.AuditTest;

@AuditTest
class OpenApiTest {
    @Test
    void isAsInTheRepository() {
        ServedOpenApi.get().isAsInTheRepository();
    }

    @Test
    void everyOperationSaysHowItKnowsItsSubject() {
        assertThat(ServedOpenApi.get().subjects())
                .containsEntry("get /v1/accesses", "self")
                .containsEntry("get /v1/accesses/{id}/receipt", "self")
                .containsEntry("post /v1/accesses/{id}/dispute", "self")
                .containsEntry("get /checkpoint", "none")
                .containsEntry("get /tile/{level}/{tile}", "none")
                .containsEntry("get /tile/entries/{tile}", "none")
                .containsEntry("get /v1/proofs/inclusion", "none")
                .containsEntry("get /v1/proofs/consistency", "none")
                .containsEntry("get /v1/alerts", "none")
                .containsEntry("get /v1/alerts/stream", "none")
                .containsEntry("get /v1/alerts/{id}", "none")
                .containsEntry("post /v1/alerts/{id}/decisions", "none")
                .containsEntry("get /v1/incidents", "none")
                .containsEntry("get /v1/incidents/{id}", "none")
                .containsEntry("get /v1/operations", "none")
                .containsEntry("get /v1/report", "none")
                .containsEntry("get /v1/suspensions", "none")
                .containsEntry("post /v1/suspensions", "none")
                .containsEntry("post /v1/suspensions/{id}/lift", "none")
                .containsEntry("post /v1/suspensions/{id}/lift/approval", "none")
                .containsEntry("get /v1/shields", "none")
                .containsEntry("post /v1/shields/{id}/end", "none")
                .containsEntry("get /v1/thresholds", "none")
                .containsEntry("post /v1/thresholds", "none")
                .containsEntry("post /v1/thresholds/{id}/approval", "none")
                .hasSize(25);
    }
}
