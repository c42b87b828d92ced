package org.vouch.identity.attempt.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.vouch.audit.client.caller.CurrentCaller;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.audit.client.disclosure.DisclosureGate;
import org.vouch.identity.attempt.Reopening;
import org.vouch.identity.document.web.PresentedDocument;

/** The officer's counter. */
@Path("/v1/face-reopenings")
@Produces(MediaType.APPLICATION_JSON)
public class FaceReopeningResource {
    private final Reopening reopening;
    private final DisclosureGate gate;
    private final CurrentCaller caller;
    private final Clock clock;

    FaceReopeningResource(Reopening reopening, DisclosureGate gate, CurrentCaller caller, Clock clock) {
        this.reopening = reopening;
        this.gate = gate;
        this.caller = caller;
        this.clock = clock;
    }

    public record FaceReopening(@NotNull @Valid PresentedDocument document) {
        @Override
        public String toString() {
            return "FaceReopening";
        }
    }

    /** The same for every document. */
    public record Reopened(State state) {}

    /** Whether a face may be tried. */
    public enum State {
        @JsonProperty("open")
        OPEN
    }

    @POST
    @RolesAllowed(Roles.OFFICER)
    @Consumes(MediaType.APPLICATION_JSON)
    @DisclosesNothing("the same answer for every document, enrolled, closed or not")
    @Operation(
            summary = "Let a face be tried again",
            description =
                    "After 50 failures in a row a face is closed for its document. The person sees who opened it.")
    @APIResponseSchema(value = Reopened.class, responseCode = "200")
    @APIResponse(responseCode = "400", description = "invalid-document or malformed-request")
    @APIResponse(responseCode = "403", description = "wrong role, or requester-suspended")
    @APIResponse(responseCode = "413", description = "too-large")
    @APIResponse(responseCode = "503", description = "overloaded")
    public Uni<Reopened> reopen(@NotNull @Valid FaceReopening body) {
        var document = body.document().wellFormed(clock);
        var answer = new Reopened(State.OPEN);
        return gate.other(
                        caller.get(),
                        "face-reopening",
                        () -> reopening.about(document),
                        () -> reopening.reopen(document, answer))
                .replaceWith(answer);
    }
}
