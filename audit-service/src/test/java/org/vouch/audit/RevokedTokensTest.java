package org.vouch.audit;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.vouch.audit.client.testing.RefusesRevokedTokens;
import org.vouch.audit.testing.AuditTest;

@AuditTest
class RevokedTokensTest implements RefusesRevokedTokens {
    @Override
    public Response own(RequestSpecification resident) {
        return resident.get("/v1/accesses");
    }
}
