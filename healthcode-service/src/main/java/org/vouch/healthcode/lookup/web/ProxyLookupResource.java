package org.vouch.healthcode.lookup.web;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
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
import org.vouch.healthcode.facts.Outcome;
import org.vouch.healthcode.lookup.LookingUp;
import org.vouch.healthcode.lookup.LookingUp.Found;
import org.vouch.healthcode.policy.Colour;
import org.vouch.healthcode.policy.Decision;

@Path("/v1/proxy-lookups")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class ProxyLookupResource {
    private final DisclosureGate gate;
    private final CurrentCaller caller;
    private final LookingUp lookingUp;

    ProxyLookupResource(DisclosureGate gate, CurrentCaller caller, LookingUp lookingUp) {
        this.gate = gate;
        this.caller = caller;
        this.lookingUp = lookingUp;
    }

    /** A proof as identity-service gave it. */
    public record Lookup(@NotNull String presenceProof) {
        @Override
        public String toString() {
            return "Lookup";
        }
    }

    /** The minimum answer (P4): nothing else about the person is ever in it. */
    @AboutAPerson
    public record Minimum(
            @Schema(examples = "张*") String maskedName,
            Colour colour,
            @Schema(nullable = true) @Nullable MinimalTest latestTest,
            @Schema(nullable = true) @Nullable Instant validUntil,
            String purpose) {
        static Minimum of(Found found) {
            var decision = found.decision();
            return new Minimum(
                    found.maskedName().shown(),
                    decision.colour(),
                    MinimalTest.of(decision.latestTest()),
                    decision.validUntil(),
                    found.purpose());
        }

        @Override
        public String toString() {
            return "Minimum";
        }
    }

    /** Neither when nor where. */
    @AboutAPerson
    public record MinimalTest(Outcome outcome, @Schema(nullable = true) @Nullable Duration window) {
        public static @Nullable MinimalTest of(Decision.@Nullable LatestTest test) {
            return test == null ? null : new MinimalTest(test.outcome(), test.window());
        }

        @Override
        public String toString() {
            return "MinimalTest";
        }
    }

    @POST
    @RolesAllowed({Roles.RESIDENT, Roles.CHECKPOINT})
    @Discloses(SubjectSource.PRESENCE_PROOF)
    @Operation(
            summary = "The minimum about a person who stood before the caller within the last minute; once, recorded")
    @APIResponseSchema(value = Minimum.class, responseCode = "200")
    @APIResponse(
            responseCode = "403",
            description = "presence-not-proven, the same whatever the proof's defect; or requester-suspended")
    @APIResponse(
            responseCode = "429",
            description = "too-many-requests: the caller's looks are slowed down for a while")
    public Uni<Disclosed<Minimum>> lookUp(@NotNull @Valid Lookup lookup) {
        var requester = caller.get();
        var proof = lookup.presenceProof();
        return gate.other(
                        requester,
                        "proxy-lookup",
                        () -> Uni.createFrom().item(lookingUp.about(proof)),
                        () -> lookingUp.lookUp(proof, requester))
                .map(found -> found.map(Minimum::of));
    }
}
