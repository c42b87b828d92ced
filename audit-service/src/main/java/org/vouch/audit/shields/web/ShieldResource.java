package org.vouch.audit.shields.web;

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
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CurrentCaller;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.audit.client.edge.Problem;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.idempotency.IdempotentPosts;
import org.vouch.audit.client.idempotency.IdempotentPosts.Post;
import org.vouch.audit.client.paging.PageRequest;
import org.vouch.audit.shields.EndingShield;
import org.vouch.audit.shields.EndingShield.Outcome;
import org.vouch.audit.shields.ReadingShields;

/** Shields for auditors: that there are some and why, never over whom. */
@Path("/v1/shields")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.AUDITOR)
@Tag(name = "Shields", description = "That somebody is in demand, and until when no resident looks at them")
public class ShieldResource {
    private static final String NO_SUBJECT = "an incident and times; not whom it shields";
    private static final int LONGEST_REASON = 200;

    private final CurrentCaller caller;
    private final ReadingShields reading;
    private final EndingShield ending;
    private final IdempotentPosts posts;
    private final Clock clock;

    ShieldResource(
            CurrentCaller caller, ReadingShields reading, EndingShield ending, IdempotentPosts posts, Clock clock) {
        this.caller = caller;
        this.reading = reading;
        this.ending = ending;
        this.posts = posts;
        this.clock = clock;
    }

    /** A page of shields. */
    @Schema(name = "Shields")
    public record ShieldList(List<ShieldView> items, @Nullable String next) {}

    /** Why it is ended. */
    @Schema(name = "EndShield")
    public record End(@NotBlank @Size(max = LONGEST_REASON) String reason) {
        @Override
        public String toString() {
            return "End";
        }
    }

    @GET
    @DisclosesNothing(NO_SUBJECT)
    @Operation(summary = "Shields, newest first")
    @APIResponse(responseCode = "200", description = "A page of shields")
    @APIResponse(responseCode = "400", description = "A parameter is malformed")
    public Uni<ShieldList> list(
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var now = clock.instant();
        return reading.page(PageRequest.of(limit, cursor))
                .map(page -> new ShieldList(
                        page.items().stream()
                                .map(shield -> ShieldView.of(shield, now))
                                .toList(),
                        page.nextText()));
    }

    @POST
    @Path("/{id}/end")
    @Consumes(MediaType.APPLICATION_JSON)
    @DisclosesNothing(NO_SUBJECT)
    @Operation(summary = "End a shield before its time, at every service within seconds")
    @APIResponse(responseCode = "200", description = "Ended")
    @APIResponse(responseCode = "404", description = "No such shield")
    @APIResponse(responseCode = "409", description = "Not in force any more")
    public Uni<ShieldView> end(
            @PathParam("id") UUID id, @HeaderParam("Idempotency-Key") @Nullable String key, @Valid @NotNull End body) {
        var auditor = caller.get().id();
        return posts.once(new Post(key, auditor, "end shield " + id, body), ShieldView.class, () -> ending.end(
                        id, body.reason(), auditor)
                .map(this::answer));
    }

    private ShieldView answer(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            return ShieldView.of(done.shield(), clock.instant());
        }
        throw outcome instanceof Outcome.Unknown
                ? Problems.notFound().asException()
                : Problem.of(409, "not-in-force", "This shield is not in force any more", "It has ended.")
                        .asException();
    }
}
