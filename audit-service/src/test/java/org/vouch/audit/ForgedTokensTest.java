package org.vouch.audit;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.vouch.audit.client.testing.RefusesForgedTokens;
import org.vouch.audit.testing.AuditTest;

@AuditTest
class ForgedTokensTest implements RefusesForgedTokens {
    @Override
    public Response own(RequestSpecification resident) {
        return resident.get("/v1/accesses");
    }
}
