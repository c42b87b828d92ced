package org.vouch.identity.delegation.web;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CurrentCaller;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.AboutAPerson;
import org.vouch.audit.client.disclosure.Disclosed;
import org.vouch.audit.client.disclosure.Discloses;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.audit.client.disclosure.DisclosureGate;
import org.vouch.audit.client.disclosure.SubjectSource;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.idempotency.IdempotentPosts;
import org.vouch.audit.client.idempotency.IdempotentPosts.Post;
import org.vouch.identity.delegation.EndingDelegation;
import org.vouch.identity.delegation.GrantingDelegation;
import org.vouch.identity.delegation.GrantingDelegation.Claim;
import org.vouch.identity.delegation.GrantingDelegation.Given;
import org.vouch.identity.delegation.ReadingDelegations;
import org.vouch.identity.delegation.ReadingDelegations.Held;
import org.vouch.identity.delegation.ReadingDelegations.Side;
import org.vouch.identity.delegation.Scope;
import org.vouch.identity.delegation.TermPolicy;
import org.vouch.identity.document.Document;
import org.vouch.identity.document.web.PresentedDocument;
import org.vouch.identity.platform.web.Peer;

/** Acting for others. */
@Path("/v1/delegations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.RESIDENT)
public class DelegationResource {
    private final GrantingDelegation granting;
    private final EndingDelegation ending;
    private final ReadingDelegations reading;
    private final TermPolicy terms;
    private final DisclosureGate gate;
    private final CurrentCaller caller;
    private final IdempotentPosts posts;
    private final Peer peer;
    private final Clock clock;

    DelegationResource(
            GrantingDelegation granting,
            EndingDelegation ending,
            ReadingDelegations reading,
            TermPolicy terms,
            DisclosureGate gate,
            CurrentCaller caller,
            IdempotentPosts posts,
            Peer peer,
            Clock clock) {
        this.granting = granting;
        this.ending = ending;
        this.reading = reading;
        this.terms = terms;
        this.gate = gate;
        this.caller = caller;
        this.posts = posts;
        this.peer = peer;
        this.clock = clock;
    }

    /** The helper's own session and document, and the dependant's; the scopes stay as they were sent: so do repeated calls. */
    public record NewDelegation(
            @NotNull String faceSession,
            @NotNull @Valid PresentedDocument document,
            @NotNull @Valid Dependant dependant,
            @NotEmpty @JsonDeserialize(as = LinkedHashSet.class) Set<@NotNull Scope> scopes,
            @NotNull Instant until) {
        @Override
        public String toString() {
            return "NewDelegation";
        }
    }

    public record Dependant(
            @NotNull String faceSession, @NotNull @Valid PresentedDocument document, @NotNull String name) {
        @Override
        public String toString() {
            return "Dependant";
        }
    }

    /** {@code until} may be earlier than was asked: on the day on which a child is eighteen. */
    @AboutAPerson
    public record GivenDelegation(UUID id, String maskedName, List<Scope> scopes, Instant until) {
        @Override
        public String toString() {
            return "GivenDelegation";
        }
    }

    /** The caller's side, and the other one's masked name. */
    @AboutAPerson
    public record OwnDelegation(UUID id, Side role, String maskedName, List<Scope> scopes, Instant until) {
        @Override
        public String toString() {
            return "OwnDelegation";
        }
    }

    /** Twenty at most, always the only page. */
    public record OwnDelegations(List<OwnDelegation> items, @Schema(nullable = true) @Nullable String next) {
        @Override
        public String toString() {
            return "OwnDelegations";
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Discloses(SubjectSource.FACE)
    @ResponseStatus(201)
    @Operation(
            summary = "Act for somebody",
            description =
                    "Both show their faces in presence sessions that the caller opened. In the place of an earlier"
                            + " one between the same two; at most a year, and for a child at most until they are eighteen.")
    @APIResponseSchema(value = GivenDelegation.class, responseCode = "201")
    @APIResponse(responseCode = "400", description = "invalid-document or malformed-request")
    @APIResponse(
            responseCode = "403",
            description = "presence-not-proven, one body for every cause; requester-suspended")
    @APIResponse(
            responseCode = "409",
            description = "too-many-delegations; idempotency-in-progress: the first call with this key still runs")
    @APIResponse(responseCode = "413", description = "too-large")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused: with another body")
    @APIResponse(
            responseCode = "429",
            description = "too-many-requests: too many faces did not match; the sessions are not spent")
    @APIResponse(responseCode = "503", description = "overloaded; the sessions are not spent")
    public Uni<Disclosed<GivenDelegation>> grant(
            @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid NewDelegation body) {
        var helper = caller.get();
        var claim = claim(body);
        var address = peer.address();
        return gate.other(
                helper,
                "delegation",
                () -> granting.about(claim),
                () -> posts.onceLooked(
                        new Post(key, helper.id(), "delegations", body), GivenDelegation.class, () -> granting.grant(
                                        helper, address, claim)
                                .map(decision -> decision.map(DelegationResource::answer))));
    }

    @GET
    @Discloses(SubjectSource.SELF)
    @Operation(
            summary = "For whom the caller acts, and who acts for the caller",
            description = "Newest first, twenty at most. The two sides know each other by their masked names.")
    @APIResponseSchema(value = OwnDelegations.class, responseCode = "200")
    public Uni<Disclosed<OwnDelegations>> own() {
        return gate.own(caller.get(), reading::of)
                .map(all -> all.map(held -> new OwnDelegations(
                        held.stream().map(DelegationResource::own).toList(), null)));
    }

    @DELETE
    @Path("{id}")
    @DisclosesNothing("ends, and tells nothing")
    @Operation(
            summary = "End a delegation at once",
            description = "By either side, a suspended one too. Other services know within five seconds.")
    @APIResponse(responseCode = "204", description = "It is ended")
    @APIResponse(responseCode = "404", description = "not-found: no such one, or of others")
    public Uni<Void> end(UUID id) {
        var side = caller.get();
        return gate.ending(side, "delegation-end", () -> ending.end(id, side.person()))
                .replaceWithVoid();
    }

    private Claim claim(NewDelegation body) {
        var document = body.dependant().document().wellFormed(clock, "dependant.document");
        return new Claim(
                new GrantingDelegation.Helper(
                        body.faceSession(), body.document().wellFormed(clock)),
                new GrantingDelegation.Dependant(
                        body.dependant().faceSession(),
                        document,
                        PresentedDocument.name(body.dependant().name(), "dependant.name")),
                body.scopes().stream().sorted().toList(),
                end(document, body.until()));
    }

    private Instant end(Document dependant, Instant wished) {
        var decision = terms.decide(dependant, wished, clock.instant());
        if (decision instanceof TermPolicy.Decision.Refused refused) {
            throw Problems.malformed("until", refused.why()).asException();
        }
        return ((TermPolicy.Decision.Until) decision).end();
    }

    private static GivenDelegation answer(Given given) {
        var delegation = given.delegation();
        return new GivenDelegation(delegation.id(), given.dependant().text(), delegation.scopes(), delegation.until());
    }

    private static OwnDelegation own(Held held) {
        var delegation = held.delegation();
        return new OwnDelegation(
                delegation.id(), held.side(), held.other().text(), delegation.scopes(), delegation.until());
    }
}
