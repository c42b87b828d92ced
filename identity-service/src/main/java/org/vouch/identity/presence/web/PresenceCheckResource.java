package org.vouch.identity.presence.web;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
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
import org.vouch.identity.document.web.PresentedDocument;
import org.vouch.identity.platform.web.Peer;
import org.vouch.identity.presence.CheckingPresence;
import org.vouch.identity.presence.CheckingPresence.Claim;
import org.vouch.identity.presence.CheckingPresence.Purpose;
import org.vouch.identity.presence.PresenceProofs.Proof;

/** Proves that the person before the caller's camera is who they are said to be. */
@Path("/v1/presence-checks")
@Produces(MediaType.APPLICATION_JSON)
public class PresenceCheckResource {
    private final CheckingPresence checking;
    private final DisclosureGate gate;
    private final CurrentCaller caller;
    private final IdempotentPosts posts;
    private final Peer peer;
    private final Clock clock;

    PresenceCheckResource(
            CheckingPresence checking,
            DisclosureGate gate,
            CurrentCaller caller,
            IdempotentPosts posts,
            Peer peer,
            Clock clock) {
        this.checking = checking;
        this.gate = gate;
        this.caller = caller;
        this.posts = posts;
        this.peer = peer;
        this.clock = clock;
    }

    public record PresenceCheck(
            @NotNull String faceSession,
            @NotNull @Valid PresentedDocument document,
            @NotNull String name,
            @NotNull Purpose purpose,
            @Nullable
                    @Size(min = 1, max = 128)
                    @Pattern(regexp = "[^\\p{Cntrl}]*", message = "has no control characters")
                    String venue) {
        @Override
        public String toString() {
            return "PresenceCheck";
        }
    }

    @AboutAPerson
    public record Presence(String presenceProof, Instant expiresAt) {
        @Override
        public String toString() {
            return "Presence";
        }
    }

    @POST
    @RolesAllowed({Roles.RESIDENT, Roles.CHECKPOINT})
    @Consumes(MediaType.APPLICATION_JSON)
    @Discloses(SubjectSource.FACE)
    @Operation(
            summary = "Prove who is here",
            description = "The proof lives 60 s and is exchanged once, by this caller.")
    @APIResponseSchema(value = Presence.class, responseCode = "200")
    @APIResponse(responseCode = "400", description = "invalid-document or malformed-request")
    @APIResponse(
            responseCode = "403",
            description = "presence-not-proven, one body for every cause; requester-suspended")
    @APIResponse(responseCode = "409", description = "idempotency-in-progress: the first call with this key still runs")
    @APIResponse(responseCode = "413", description = "too-large")
    @APIResponse(responseCode = "422", description = "idempotency-key-reused: with another body")
    @APIResponse(
            responseCode = "429",
            description =
                    "too-many-requests: too many faces did not match, or the caller is slowed down; the session is not"
                            + " spent")
    @APIResponse(responseCode = "503", description = "overloaded; the session is not spent")
    public Uni<Disclosed<Presence>> check(
            @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid PresenceCheck body) {
        var requester = caller.get();
        var claim = new Claim(
                body.faceSession(),
                body.document().wellFormed(clock),
                PresentedDocument.name(body.name()),
                body.purpose(),
                body.venue());
        var address = peer.address();
        return gate.other(
                requester,
                "presence-check",
                () -> checking.about(claim),
                () -> posts.onceLooked(
                        new Post(key, requester.id(), "presence-checks", body), Presence.class, () -> checking.check(
                                        requester, address, claim)
                                .map(decision -> decision.map(PresenceCheckResource::answer))));
    }

    private static Presence answer(Proof proof) {
        return new Presence(proof.jwt(), proof.expiresAt());
    }
}
