package org.vouch.identity.signing.web;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CurrentCaller;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.audit.client.disclosure.DisclosureGate;
import org.vouch.audit.client.edge.Problem;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.idempotency.IdempotentPosts;
import org.vouch.audit.client.idempotency.IdempotentPosts.Post;
import org.vouch.identity.signing.RevokedKeys.Outcome;
import org.vouch.identity.signing.RevokedKeys.Verdict;
import org.vouch.identity.signing.RevokingKey;

/** An administrator's emergency brake. */
@Path("/v1/key-revocations")
@Produces(MediaType.APPLICATION_JSON)
public class KeyRevocationResource {
    private static final int LONGEST_KID = 200;

    private final RevokingKey revoking;
    private final DisclosureGate gate;
    private final CurrentCaller caller;
    private final IdempotentPosts posts;

    KeyRevocationResource(RevokingKey revoking, DisclosureGate gate, CurrentCaller caller, IdempotentPosts posts) {
        this.revoking = revoking;
        this.gate = gate;
        this.caller = caller;
        this.posts = posts;
    }

    public record KeyRevocation(@NotBlank @Size(max = LONGEST_KID) String kid) {}

    public record RevokedKey(String kid, Instant revokedAt) {}

    @POST
    @RolesAllowed(Roles.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @DisclosesNothing("the name of a key")
    @Operation(
            summary = "Revoke a signing key",
            description = "For good. Nothing that it signed is taken any more: here at once, at every service within"
                    + " seconds. A repetition gives the first time again.")
    @APIResponseSchema(value = RevokedKey.class, responseCode = "201")
    @APIResponse(responseCode = "400", description = "malformed-request")
    @APIResponse(responseCode = "403", description = "wrong role, or requester-suspended")
    @APIResponse(responseCode = "409", description = "last-signing-key: put another one into the file first")
    @APIResponse(responseCode = "422", description = "unknown-key, or idempotency-key-reused")
    public Uni<RevokedKey> revoke(
            @HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid KeyRevocation body) {
        var admin = caller.get();
        return gate.permitted(admin, "key-revocation")
                .chain(() -> posts.once(
                        new Post(key, admin.id(), "key-revocation", body),
                        RevokedKey.class,
                        () -> revoking.revoke(body.kid(), admin.id()).map(outcome -> answer(body.kid(), outcome))));
    }

    private static RevokedKey answer(String kid, Outcome outcome) {
        if (outcome instanceof Outcome.Revoked revoked) {
            return new RevokedKey(kid, revoked.at());
        }
        throw problem(((Outcome.Refused) outcome).why()).asException();
    }

    private static Problem problem(Verdict why) {
        return switch (why) {
            case LAST ->
                Problem.of(
                        409,
                        "last-signing-key",
                        "No key would be left to sign with",
                        "Put another key into the file of signing keys, start the service again, then revoke this one.");
            case BY_REVOKED -> Problems.unauthorized();
            default ->
                Problem.of(422, "unknown-key", "There is no signing key of this name", "The JWK set names the keys.");
        };
    }
}
