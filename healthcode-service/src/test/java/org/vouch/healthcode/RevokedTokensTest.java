package org.vouch.healthcode;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jwk.PublicJsonWebKey;
import org.vouch.audit.client.testing.RefusesRevokedTokens;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.healthcode.testing.HealthcodeTest;
import org.vouch.healthcode.testing.Proofs;

@HealthcodeTest
class RevokedTokensTest implements RefusesRevokedTokens {
    @Override
    public Response own(RequestSpecification resident) {
        return resident.get("/v1/code");
    }

    @Override
    public void refusedByThisKey() {
        assertThat(lookedUp(TestTokens.spare()).statusCode()).isEqualTo(403);
        assertThat(lookedUp(TestTokens.spare()).<String>path("type"))
                .isEqualTo("urn:vouch:problem:presence-not-proven");
        assertThat(lookedUp(TestTokens.key()).statusCode()).isEqualTo(200);
    }

    private static Response lookedUp(PublicJsonWebKey signer) {
        var helper = UUID.randomUUID();
        var proof = TestTokens.sign(
                Proofs.claims(UUID.randomUUID(), helper.toString(), claims -> {}), "presence+jwt", signer);
        return given().auth()
                .oauth2(TestTokens.resident(helper))
                .contentType(ContentType.JSON)
                .body(Map.of("presenceProof", proof))
                .post("/v1/proxy-lookups");
    }
}
