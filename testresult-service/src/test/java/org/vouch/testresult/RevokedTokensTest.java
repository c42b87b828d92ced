package org.vouch.testresult;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.vouch.audit.client.testing.RefusesRevokedTokens;
import org.vouch.testresult.testing.ServiceTest;

@ServiceTest
class RevokedTokensTest implements RefusesRevokedTokens {
    @Override
    public Response own(RequestSpecification resident) {
        return resident.get("/v1/results");
    }
}
