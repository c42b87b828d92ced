package org.vouch.identity.enrolment.registry;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestResponse;

/** The one call of the civil registry that we make. */
@RegisterRestClient(configKey = "civil-registry")
interface PortraitDesk {

    /** What the registry wants to know; never printed. */
    record Question(String type, String number, String name) {
        @Override
        public String toString() {
            return "Question";
        }
    }

    @POST
    @Path("/v1/portraits")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces("image/jpeg")
    Uni<RestResponse<byte[]>> portrait(@HeaderParam("Authorization") String key, Question question);
}
