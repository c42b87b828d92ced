package org.vouch.healthcode.dependant.web;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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
import org.vouch.healthcode.delegation.Delegation;
import org.vouch.healthcode.delegation.Scope;
import org.vouch.healthcode.dependant.LookingAtDependant;
import org.vouch.healthcode.dependant.ReadingDependants;
import org.vouch.healthcode.lookup.web.ProxyLookupResource.MinimalTest;
import org.vouch.healthcode.policy.Colour;
import org.vouch.healthcode.policy.Decision;

@Path("/v1/dependants")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.RESIDENT)
public class DependantResource {
    private final DisclosureGate gate;
    private final CurrentCaller caller;
    private final ReadingDependants reading;
    private final LookingAtDependant looking;

    DependantResource(
            DisclosureGate gate, CurrentCaller caller, ReadingDependants reading, LookingAtDependant looking) {
        this.gate = gate;
        this.caller = caller;
        this.reading = reading;
        this.looking = looking;
    }

    /** Four at most, always the only page. */
    public record Dependants(List<Dependant> items, @Schema(nullable = true) @Nullable String next) {}

    /** Neither who it is nor how they are: the name is with identity-service, under the same delegation. */
    public record Dependant(UUID delegation, List<Scope> scopes, Instant until) {
        static Dependant of(Delegation delegation) {
            return new Dependant(delegation.id(), delegation.scopes(), delegation.until());
        }

        @Override
        public String toString() {
            return "Dependant";
        }
    }

    /** The minimum answer (P4), without a name: this service knows none. */
    @AboutAPerson
    public record DependantsCode(
            Colour colour,
            @Schema(nullable = true) @Nullable MinimalTest latestTest,
            @Schema(nullable = true) @Nullable Instant validUntil,
            @Schema(examples = LookingAtDependant.PURPOSE) String purpose) {
        static DependantsCode of(Decision decision) {
            return new DependantsCode(
                    decision.colour(),
                    MinimalTest.of(decision.latestTest()),
                    decision.validUntil(),
                    LookingAtDependant.PURPOSE);
        }

        @Override
        public String toString() {
            return "DependantsCode";
        }
    }

    @GET
    @Discloses(SubjectSource.SELF)
    @Operation(summary = "For whom the caller may look; their names are in the list of delegations at identity-service")
    @APIResponseSchema(Dependants.class)
    public Uni<Disclosed<Dependants>> own() {
        return gate.own(caller.get(), reading::of)
                .map(all -> all.map(delegations ->
                        new Dependants(delegations.stream().map(Dependant::of).toList(), null)));
    }

    @GET
    @Path("{delegation}/code")
    @Discloses(SubjectSource.DELEGATION)
    @Operation(summary = "The minimum about somebody who gave the caller the scope code; recorded")
    @APIResponseSchema(DependantsCode.class)
    @APIResponse(responseCode = "403", description = "requester-suspended")
    @APIResponse(
            responseCode = "404",
            description = "not-found, the same whether there is no such delegation, it is another's, has ended or does"
                    + " not go so far")
    public Uni<Disclosed<DependantsCode>> code(String delegation) {
        var helper = caller.get();
        return gate.delegated(
                        helper,
                        "dependant-code",
                        () -> looking.about(delegation),
                        () -> looking.look(delegation, helper.person()))
                .map(colour -> colour.map(DependantsCode::of));
    }
}
