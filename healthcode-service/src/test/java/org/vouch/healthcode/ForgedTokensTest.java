package org.vouch.healthcode;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.vouch.audit.client.testing.RefusesForgedTokens;
import org.vouch.healthcode.testing.HealthcodeTest;

@HealthcodeTest
class ForgedTokensTest implements RefusesForgedTokens {
    @Override
    public Response own(RequestSpecification resident) {
        return resident.get("/v1/code");
    }
}
