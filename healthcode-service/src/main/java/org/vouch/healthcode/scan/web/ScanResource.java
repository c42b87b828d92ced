package org.vouch.healthcode.scan.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CurrentCaller;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.AboutAPerson;
import org.vouch.audit.client.disclosure.Disclosed;
import org.vouch.audit.client.disclosure.Discloses;
import org.vouch.audit.client.disclosure.DisclosureGate;
import org.vouch.audit.client.disclosure.SubjectSource;
import org.vouch.healthcode.policy.Colour;
import org.vouch.healthcode.scan.Scanning;
import org.vouch.healthcode.scan.Scanning.GateAnswer;
import org.vouch.healthcode.scan.Scanning.Go;

@Path("/v1/scans")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ScanResource {
    private final DisclosureGate gate;
    private final CurrentCaller caller;
    private final Scanning scanning;

    ScanResource(DisclosureGate gate, CurrentCaller caller, Scanning scanning) {
        this.gate = gate;
        this.caller = caller;
        this.scanning = scanning;
    }

    /** A pass as the gate's camera read it. */
    public record Scan(@NotNull String pass, @Nullable @Size(min = 1, max = 200) String venue) {
        @Override
        public String toString() {
            return "Scan";
        }
    }

    /** What the gate does now. */
    @AboutAPerson
    public record ScanAnswer(
            Go decision,
            @Schema(nullable = true) @Nullable Colour colour,
            Instant expiresAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason) {
        static ScanAnswer of(GateAnswer answer) {
            return new ScanAnswer(answer.decision(), answer.colour(), answer.expiresAt(), answer.reason());
        }

        @Override
        public String toString() {
            return "ScanAnswer";
        }
    }

    @POST
    @RolesAllowed(Roles.CHECKPOINT)
    @Discloses(SubjectSource.PASS)
    @Operation(summary = "Whether the holder of this pass may go in, by their colour of now; recorded")
    @APIResponseSchema(value = ScanAnswer.class, responseCode = "200")
    @APIResponse(responseCode = "403", description = "The checkpoint is suspended: requester-suspended")
    @APIResponse(responseCode = "422", description = "Not a pass of this platform: pass-invalid")
    public Uni<Disclosed<ScanAnswer>> scan(@NotNull @Valid Scan scan) {
        return gate.other(
                        caller.get(),
                        "scan",
                        () -> Uni.createFrom().item(scanning.about(scan.pass(), scan.venue())),
                        () -> scanning.scan(scan.pass(), scan.venue()))
                .map(answer -> answer.map(ScanAnswer::of));
    }
}
