package org.vouch.healthcode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.ServedOpenApi;
import org.vouch.healthcode.testing.HealthcodeTest;

@HealthcodeTest
class OpenApiTest {
    @Test
    void isAsInTheRepository() {
        ServedOpenApi.get().isAsInTheRepository();
    }

    @Test
    void everyOperationSaysHowItKnowsItsSubject() {
        assertThat(ServedOpenApi.get().subjects())
                .containsEntry("get /v1/code", "self")
                .containsEntry("get /v1/code/explanation", "self")
                .containsEntry("post /v1/code/forecast", "self")
                .containsEntry("get /v1/pass", "self")
                .containsEntry("post /v1/scans", "pass")
                .containsEntry("post /v1/proxy-lookups", "presence-proof")
                .containsEntry("post /internal/v1/sample-subjects", "pass,presence-proof")
                .containsEntry("get /.well-known/pass-keys.json", "none")
                .containsEntry("get /v1/dependants", "self")
                .containsEntry("get /v1/dependants/{delegation}/code", "delegation")
                .hasSize(10);
    }
}
