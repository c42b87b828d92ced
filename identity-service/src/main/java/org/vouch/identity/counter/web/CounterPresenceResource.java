package org.vouch.identity.counter.web;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
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
import org.vouch.audit.client.idempotency.IdempotentPosts;
import org.vouch.audit.client.idempotency.IdempotentPosts.Post;
import org.vouch.identity.attempt.Source;
import org.vouch.identity.counter.PresenceAtCounter;
import org.vouch.identity.counter.PresenceAtCounter.Claim;
import org.vouch.identity.document.web.PresentedDocument;
import org.vouch.identity.platform.web.Peer;
import org.vouch.identity.presence.PresenceProofs.Proof;

/** Presence checks of persons whose face is not asked: two officers have confirmed that they are here. */
@Path("/v1/counter-presences")
@Produces(MediaType.APPLICATION_JSON)
public class CounterPresenceResource {
    private final PresenceAtCounter presence;
    private final DisclosureGate gate;
    private final CurrentCaller caller;
    private final IdempotentPosts posts;
    private final Peer peer;
    private final Clock clock;

    CounterPresenceResource(
            PresenceAtCounter presence,
            DisclosureGate gate,
            CurrentCaller caller,
            IdempotentPosts posts,
            Peer peer,
            Clock clock) {
        this.presence = presence;
        this.gate = gate;
        this.caller = caller;
        this.posts = posts;
        this.peer = peer;
        this.clock = clock;
    }

    public record CounterPresence(
            @NotNull String counterCode, @NotNull @Valid PresentedDocument document, @NotNull String name) {
        @Override
        public String toString() {
            return "CounterPresence";
        }
    }

    @AboutAPerson
    public record ProvenAtCounter(String presenceProof, Instant expiresAt) {
        @Override
        public String toString() {
            return "ProvenAtCounter";
        }
    }

    @POST
    @RolesAllowed({Roles.RESIDENT, Roles.CHECKPOINT})
    @Consumes(MediaType.APPLICATION_JSON)
    @Discloses(SubjectSource.COUNTER)
    @Operation(
            summary = "Prove who is here, by two officers",
            description =
                    "As /v1/presence-checks, with the code that the person brought from the counter in place of their face;"
                            + " for the purpose and venue that the officers wrote down.")
    @APIResponseSchema(value = ProvenAtCounter.class, responseCode = "200")
    @APIResponse(responseCode = "400", description = "invalid-document or malformed-request")
    @APIResponse(
            responseCode = "403",
            description = "presence-not-proven, one body for every cause; requester-suspended")
    @APIResponse(responseCode = "409", description = "idempotency-in-progress: the first call with this key still runs")
    @APIResponse(responseCode = "413", description = "too-large")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused: with another body")
    @APIResponse(responseCode = "429", description = "too-many-requests: the code is not spent")
    @APIResponse(responseCode = "503", description = "overloaded; the code is not spent")
    public Uni<Disclosed<ProvenAtCounter>> check(
            @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid CounterPresence body) {
        var requester = caller.get();
        var claim =
                new Claim(body.counterCode(), body.document().wellFormed(clock), PresentedDocument.name(body.name()));
        var source = new Source(requester, peer.address());
        return gate.other(
                requester,
                "presence-check-at-officers-counter",
                () -> presence.about(claim),
                () -> posts.onceLooked(
                        new Post(key, requester.id(), "counter-presences", body),
                        ProvenAtCounter.class,
                        () -> presence.check(source, requester, claim)
                                .map(decision -> decision.map(CounterPresenceResource::answer))));
    }

    private static ProvenAtCounter answer(Proof proof) {
        return new ProvenAtCounter(proof.jwt(), proof.expiresAt());
    }
}
