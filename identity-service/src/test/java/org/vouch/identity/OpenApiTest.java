package org.vouch.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.ServedOpenApi;
import org.vouch.identity.testing.ServiceTest;

@ServiceTest
class OpenApiTest {
    @Test
    void isAsInTheRepository() {
        ServedOpenApi.get().isAsInTheRepository();
    }

    @Test
    void everyOperationSaysHowItKnowsItsSubject() {
        assertThat(ServedOpenApi.get().subjects())
                .containsEntry("post /oauth2/token", "none")
                .containsEntry("get /.well-known/jwks.json", "none")
                .containsEntry("get /.well-known/oauth-authorization-server", "none")
                .containsEntry("post /v1/face-sessions", "none")
                .containsEntry("post /v1/face-sessions/{id}/frames", "none")
                .containsEntry("post /v1/enrolments", "face")
                .containsEntry("post /v1/presence-checks", "face")
                .containsEntry("get /v1/me", "self")
                .containsEntry("delete /v1/me/face", "none")
                .containsEntry("delete /v1/me", "none")
                .containsEntry("post /v1/face-reopenings", "none")
                .containsEntry("post /v1/counter-cases", "none")
                .containsEntry("post /v1/counter-cases/{id}/approval", "counter")
                .containsEntry("post /v1/counter-presences", "counter")
                .containsEntry("post /v1/delegations", "face")
                .containsEntry("get /v1/delegations", "self")
                .containsEntry("delete /v1/delegations/{id}", "none")
                .containsEntry("post /v1/key-revocations", "none")
                .containsEntry("post /v1/staff", "none")
                .containsEntry("get /v1/staff", "none")
                .containsEntry("post /v1/staff/{id}/invitations", "none")
                .containsEntry("delete /v1/staff/{id}", "none")
                .containsEntry("post /v1/staff-sessions", "none")
                .containsEntry("delete /v1/staff-sessions/current", "none")
                .hasSize(24);
    }

    /** P3: no schema of an answer has room for a picture or a template. */
    @Test
    void noAnswerHoldsAPicture() {
        ServedOpenApi.get().document().get("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(verb -> verb.getValue().path("responses").forEach(response -> response.path("content")
                        .properties()
                        .forEach(content -> {
                            assertThat(content.getKey()).isEqualTo("application/json");
                            assertThat(content.getValue().toString()).doesNotContain("binary");
                        }))));
    }
}
