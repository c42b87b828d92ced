package org.vouch.testresult.tubes.healthcode;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** The internal call of healthcode-service that opens a pass or spends a presence proof. */
@RegisterRestClient(configKey = "healthcode")
@Path("/internal/v1/sample-subjects")
interface SampleSubjectsEndpoint {
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    Uni<Found> find(@HeaderParam("Authorization") String bearer, Wanted wanted);

    /** Exactly one of {@code pass} and {@code presenceProof}, and where and to whom it was shown. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Wanted(@Nullable String pass, @Nullable String presenceProof, Asking collector, String site) {
        @Override
        public String toString() {
            return "Wanted";
        }
    }

    /** Who will stand in the access record. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Asking(String id, @Nullable String label) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Found(UUID person) {
        @Override
        public String toString() {
            return "Found";
        }
    }
}
