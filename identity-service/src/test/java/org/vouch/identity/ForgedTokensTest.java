package org.vouch.identity;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.vouch.audit.client.testing.RefusesForgedTokens;
import org.vouch.identity.testing.ServiceTest;

@ServiceTest
class ForgedTokensTest implements RefusesForgedTokens {
    @Override
    public Response own(RequestSpecification resident) {
        return resident.delete("/v1/me/face");
    }
}
