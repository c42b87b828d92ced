package org.vouch.identity.delegation.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vouch.audit.client.edge.StrictJson;
import org.vouch.identity.delegation.web.DelegationResource.NewDelegation;

class NewDelegationTest {
    private final ObjectMapper json = StrictJson.strict(new ObjectMapper().registerModule(new JavaTimeModule()));

    /** By which a repeated call is known again, after a restart and at another replica too. */
    @ParameterizedTest
    @ValueSource(strings = {"[\"code\",\"results\"]", "[\"results\",\"code\"]"})
    void keepsItsScopesInTheOrderInWhichTheyWereSent(String scopes) throws IOException {
        var sent = "{\"scopes\":" + scopes + ",\"until\":\"2027-01-01T00:00:00Z\"}";
        var body = json.readValue(sent, NewDelegation.class);
        assertThat(json.valueToTree(body).path("scopes").toString()).isEqualTo(scopes);
    }
}
