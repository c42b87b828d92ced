package org.vouch.audit.suspensions.web;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CurrentCaller;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.audit.client.edge.Problem;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.idempotency.IdempotentPosts;
import org.vouch.audit.client.idempotency.IdempotentPosts.Post;
import org.vouch.audit.client.paging.PageRequest;
import org.vouch.audit.suspensions.LiftingSuspension;
import org.vouch.audit.suspensions.ReadingSuspensions;
import org.vouch.audit.suspensions.SuspendingRequester;
import org.vouch.audit.suspensions.SuspensionPolicy.OnLift;

/** Suspensions for auditors: one requester each, no subject. */
@Path("/v1/suspensions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.AUDITOR)
@Tag(name = "Suspensions", description = "Who may not look at others, why and until when")
public class SuspensionResource {
    private static final String NO_SUBJECT = "one requester each, a resident by keyed pseudonym only";
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REASON = 200;

    private final CurrentCaller caller;
    private final ReadingSuspensions reading;
    private final SuspendingRequester suspending;
    private final LiftingSuspension lifting;
    private final IdempotentPosts posts;
    private final Clock clock;

    SuspensionResource(
            CurrentCaller caller,
            ReadingSuspensions reading,
            SuspendingRequester suspending,
            LiftingSuspension lifting,
            IdempotentPosts posts,
            Clock clock) {
        this.caller = caller;
        this.reading = reading;
        this.suspending = suspending;
        this.lifting = lifting;
        this.posts = posts;
        this.clock = clock;
    }

    /** A page of suspensions. */
    @Schema(name = "Suspensions")
    public record SuspensionList(List<SuspensionView> items, @Nullable String next) {}

    /** Whom to suspend and why. */
    @Schema(name = "Suspend")
    public record Suspend(
            @Schema(description = "a client id, or the pseudonym by which an alert shows a requester")
                    @NotBlank
                    @Size(max = LONGEST_NAME)
                    String requester,
            @NotBlank @Size(max = LONGEST_REASON) String reason) {
        @Override
        public String toString() {
            return "Suspend";
        }
    }

    @GET
    @DisclosesNothing(NO_SUBJECT)
    @Operation(summary = "Suspensions, newest first")
    @APIResponse(responseCode = "200", description = "A page of suspensions")
    @APIResponse(responseCode = "400", description = "A parameter is malformed")
    public Uni<SuspensionList> list(
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var now = clock.instant();
        return reading.page(PageRequest.of(limit, cursor))
                .map(page -> new SuspensionList(
                        page.items().stream()
                                .map(suspension -> SuspensionView.of(suspension, now))
                                .toList(),
                        page.nextText()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @DisclosesNothing(NO_SUBJECT)
    @Operation(summary = "Suspend a requester, at every service within seconds")
    @APIResponse(responseCode = "201", description = "The suspension")
    @APIResponse(responseCode = "409", description = "The requester is suspended already")
    @APIResponse(responseCode = "422", description = "Nobody of this name has asked about anybody")
    public Uni<SuspensionView> suspend(
            @HeaderParam("Idempotency-Key") @Nullable String key, @Valid @NotNull Suspend body) {
        var auditor = caller.get().id();
        return posts.once(new Post(key, auditor, "suspend", body), SuspensionView.class, () -> suspending
                .suspend(body.requester(), body.reason(), auditor)
                .map(this::answer));
    }

    @POST
    @Path("/{id}/lift")
    @DisclosesNothing(NO_SUBJECT)
    @Operation(summary = "Ask to lift a suspension; another auditor must approve")
    @APIResponse(responseCode = "200", description = "Asked; the suspension is still in force")
    @APIResponse(responseCode = "404", description = "No such suspension")
    @APIResponse(responseCode = "409", description = "Not in force, or asked before")
    public Uni<SuspensionView> lift(@PathParam("id") UUID id, @HeaderParam("Idempotency-Key") @Nullable String key) {
        var auditor = caller.get().id();
        return posts.once(
                new Post(key, auditor, "lift " + id, id), SuspensionView.class, () -> lifting.request(id, auditor)
                        .map(this::answer));
    }

    @POST
    @Path("/{id}/lift/approval")
    @DisclosesNothing(NO_SUBJECT)
    @Operation(summary = "Approve that a suspension is lifted, as another auditor than the one who asked")
    @APIResponse(responseCode = "200", description = "Lifted, at every service within seconds")
    @APIResponse(responseCode = "403", description = "The auditor who asked cannot approve")
    @APIResponse(responseCode = "404", description = "No such suspension")
    @APIResponse(responseCode = "409", description = "Not in force, or nobody has asked")
    public Uni<SuspensionView> approveLift(
            @PathParam("id") UUID id, @HeaderParam("Idempotency-Key") @Nullable String key) {
        var auditor = caller.get().id();
        return posts.once(new Post(key, auditor, "approve lift " + id, id), SuspensionView.class, () -> lifting.approve(
                        id, auditor)
                .map(this::answer));
    }

    private SuspensionView answer(SuspendingRequester.Outcome outcome) {
        if (outcome instanceof SuspendingRequester.Outcome.Suspended suspended) {
            return SuspensionView.of(suspended.suspension(), clock.instant());
        }
        throw outcome instanceof SuspendingRequester.Outcome.SuspendedBefore
                ? Problem.of(
                                409,
                                "already-suspended",
                                "This requester is suspended already",
                                "Look at the list of suspensions for the one in force.")
                        .asException()
                : Problem.of(
                                422,
                                "unknown-requester",
                                "Nobody of this name has asked about anybody",
                                "Take the name as the access records have it.")
                        .asException();
    }

    private SuspensionView answer(LiftingSuspension.Outcome outcome) {
        if (outcome instanceof LiftingSuspension.Outcome.Decided decided) {
            if (decided.decision() instanceof OnLift.Done done) {
                return SuspensionView.of(done.after(), clock.instant());
            }
            throw problem(decided.decision()).asException();
        }
        throw Problems.notFound().asException();
    }

    private static Problem problem(OnLift refusal) {
        if (refusal instanceof OnLift.SameAuditor) {
            return Problem.of(
                    403,
                    "same-auditor",
                    "Lifting takes two different auditors",
                    "Another auditor approves what this one has asked for.");
        }
        if (refusal instanceof OnLift.AlreadyRequested) {
            return Problem.of(
                    409,
                    "lift-requested",
                    "Lifting this suspension has been asked for already",
                    "Another auditor approves it.");
        }
        if (refusal instanceof OnLift.NotRequested) {
            return Problem.of(
                    409,
                    "lift-not-requested",
                    "Nobody has asked to lift this suspension",
                    "One auditor asks for it, and another one approves.");
        }
        return Problem.of(
                409, "not-in-force", "This suspension is not in force any more", "It has ended or was lifted.");
    }
}
