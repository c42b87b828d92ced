package org.vouch.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vouch.audit.client.testing.TestTokens;
import org.vouch.identity.testing.Api;
import org.vouch.identity.testing.ServiceTest;
import org.vouch.identity.testing.Somebody;

@ServiceTest
class HappyPathTest {

    @Test
    void aPersonEnrolsLogsInIsCheckedAtAGateAndLeaves() {
        var ada = Somebody.ADA;
        assertThat(Api.enrol(Api.shown("enrolment", null, ada), ada.number(), ada.fullName())
                        .then()
                        .statusCode(201)
                        .extract()
                        .<String>path("maskedName"))
                .isEqualTo("A* L*");
        var login = Api.loggedIn(ada);
        String token = login.path("access_token");
        var me = Api.as(token).get("/v1/me");
        me.then().statusCode(200);
        assertThat(me.<String>path("maskedName")).isEqualTo("A* L*");
        assertThat(me.<String>path("face")).isEqualTo("enrolled");

        var gate = TestTokens.client("checkpoint", "north-gate");
        var check = Api.check(gate, Api.shown("presence", gate, ada), ada.number(), ada.fullName());
        check.then().statusCode(200);
        assertThat(check.<String>path("presenceProof")).isNotBlank();

        Api.as(token).delete("/v1/me").then().statusCode(204);
        Api.as(token).get("/v1/me").then().statusCode(404);
        Api.refresh(login.path("refresh_token")).then().statusCode(400);
    }
}
