package org.vouch.testresult.tubes.healthcode;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The token endpoint of identity-service, RFC 6749 section 4.4. */
@RegisterRestClient(configKey = "identity")
@Path("/oauth2/token")
interface TokenEndpoint {
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.APPLICATION_JSON)
    Uni<Granted> grant(@HeaderParam("Authorization") String basic, @FormParam("grant_type") String grantType);

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Granted(
            @JsonProperty("access_token") String accessToken, @JsonProperty("expires_in") long expiresInSeconds) {
        @Override
        public String toString() {
            return "Granted";
        }
    }
}
