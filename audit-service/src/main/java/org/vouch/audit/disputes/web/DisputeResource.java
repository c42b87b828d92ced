package org.vouch.audit.disputes.web;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CurrentCaller;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.AboutAPerson;
import org.vouch.audit.client.disclosure.Disclosed;
import org.vouch.audit.client.disclosure.Discloses;
import org.vouch.audit.client.disclosure.DisclosureGate;
import org.vouch.audit.client.disclosure.SubjectSource;
import org.vouch.audit.client.edge.Problem;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.idempotency.IdempotentPosts;
import org.vouch.audit.client.idempotency.IdempotentPosts.Post;
import org.vouch.audit.disputes.DisputeDecision;
import org.vouch.audit.disputes.Disputing;
import org.vouch.audit.entries.DisputedLooks.Dispute;

/** Objecting to a look at oneself. */
@Path("/v1/accesses/{id}/dispute")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Accesses", description = "Who looked at me")
public class DisputeResource {
    private final CurrentCaller caller;
    private final DisclosureGate gate;
    private final IdempotentPosts posts;
    private final Disputing disputing;

    DisputeResource(CurrentCaller caller, DisclosureGate gate, IdempotentPosts posts, Disputing disputing) {
        this.caller = caller;
        this.gate = gate;
        this.posts = posts;
        this.disputing = disputing;
    }

    /** Where the dispute stands. */
    @AboutAPerson
    @Schema(name = "DisputeState")
    public record Disputed(Dispute dispute) {}

    @POST
    @ResponseStatus(202)
    @RolesAllowed(Roles.RESIDENT)
    @Discloses(SubjectSource.SELF)
    @Operation(
            summary = "Object to a look at me: an auditor reviews it",
            description =
                    "Until then a resident or checkpoint whose granted proxy look of the last 30 days is disputed may"
                            + " make no presence check and no proxy lookup; passes can still be shown to them. Again is the same"
                            + " once more. Whose disputes were rejected before waits for the review.")
    @APIResponseSchema(value = Disputed.class, responseCode = "202", responseDescription = "Disputed, now or before")
    @APIResponse(responseCode = "404", description = "No look at the caller")
    @APIResponse(responseCode = "429", description = "too-many-requests: too many disputes within a day")
    public Uni<Disclosed<Disputed>> dispute(
            @PathParam("id") UUID id, @HeaderParam("Idempotency-Key") @Nullable String key) {
        var resident = caller.get();
        var post = new Post(key, resident.id(), "dispute", id);
        return gate.own(
                resident,
                person -> posts.once(post, Disputed.class, () -> disputing
                        .dispute(person, id)
                        .map(DisputeResource::answer)));
    }

    private static Disputed answer(DisputeDecision decision) {
        if (decision instanceof DisputeDecision.Made made) {
            return new Disputed(made.state());
        }
        throw decision instanceof DisputeDecision.TooMany tooMany
                ? Problem.of(
                                429,
                                "too-many-requests",
                                "Too many disputes within a day",
                                "Those that are made are reviewed; try again tomorrow.")
                        .withRetryAfter(tooMany.pause())
                        .asException()
                : Problems.notFound().asException();
    }
}
