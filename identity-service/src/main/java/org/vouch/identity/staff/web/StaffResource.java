package org.vouch.identity.staff.web;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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
import org.vouch.audit.client.paging.PageRequest;
import org.vouch.identity.staff.InvitingStaff;
import org.vouch.identity.staff.InvitingStaff.Invited;
import org.vouch.identity.staff.ListingStaff;
import org.vouch.identity.staff.RevokingStaff;
import org.vouch.identity.staff.Staff.Refusal;
import org.vouch.identity.staff.StaffMember;
import org.vouch.identity.staff.StaffRole;

/** An administrator's staff. A suspended administrator changes nothing: another account would be the way around it. */
@Path("/v1/staff")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.ADMIN)
public class StaffResource {
    private static final String NO_RESIDENT = "accounts of an office's posts, of no resident";
    private static final int LONGEST_TEXT = 100;
    private static final String NO_CONTROLS = "[^\\p{Cntrl}]*";

    private final InvitingStaff inviting;
    private final ListingStaff listing;
    private final RevokingStaff revoking;
    private final DisclosureGate gate;
    private final CurrentCaller caller;
    private final IdempotentPosts posts;

    StaffResource(
            InvitingStaff inviting,
            ListingStaff listing,
            RevokingStaff revoking,
            DisclosureGate gate,
            CurrentCaller caller,
            IdempotentPosts posts) {
        this.inviting = inviting;
        this.listing = listing;
        this.revoking = revoking;
        this.gate = gate;
        this.caller = caller;
        this.posts = posts;
    }

    /** Whom to invite. */
    public record NewStaff(
            @Schema(description = "the public name of the post; persons see it in who looked at them")
                    @NotBlank
                    @Size(max = LONGEST_TEXT)
                    @Pattern(regexp = NO_CONTROLS, message = "holds no control characters")
                    String label,
            @Schema(description = "exactly one: who has two roles has two accounts") @NotNull @Size(min = 1, max = 1)
                    List<@NotNull StaffRole> roles,
            @Schema(
                            description =
                                    "such as the lab whose results the members of one lab approve; the account's own where absent")
                    @Nullable
                    @Size(min = 1, max = LONGEST_TEXT)
                    @Pattern(regexp = NO_CONTROLS + "\\S" + NO_CONTROLS, message = "is not blank")
                    String organisation) {}

    /** The link is told this once. Never printed. */
    public record Invitation(UUID id, String invitation, Instant expiresAt) {
        static Invitation of(Invited invited) {
            return new Invitation(invited.id(), invited.link(), invited.expiresAt());
        }

        @Override
        public String toString() {
            return "Invitation";
        }
    }

    public record StaffAccount(
            UUID id,
            String label,
            List<StaffRole> roles,
            String organisation,
            StaffMember.State state,
            Instant createdAt) {
        static StaffAccount of(StaffMember member) {
            return new StaffAccount(
                    member.id(),
                    member.label(),
                    List.of(member.role()),
                    member.organisation(),
                    member.state(),
                    member.createdAt());
        }
    }

    public record StaffAccounts(List<StaffAccount> items, @Nullable String next) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @DisclosesNothing(NO_RESIDENT)
    @Operation(
            summary = "Make a staff account and a link to sign in with",
            description = "The link is good once, and told this once.")
    @APIResponseSchema(value = Invitation.class, responseCode = "201")
    @APIResponse(responseCode = "400", description = "malformed-request")
    @APIResponse(responseCode = "403", description = "wrong role, or requester-suspended")
    public Uni<Invitation> invite(@HeaderParam("Idempotency-Key") @Nullable String key, @NotNull @Valid NewStaff body) {
        var admin = caller.get();
        return gate.permitted(admin, "staff-invitation")
                .chain(() ->
                        posts.once(new Post(key, admin.id(), "staff", body), Invitation.class, () -> inviting.invite(
                                        body.label(), body.roles().get(0), body.organisation(), admin.id())
                                .map(StaffResource::answer)));
    }

    @GET
    @DisclosesNothing(NO_RESIDENT)
    @Operation(summary = "The staff accounts, newest first")
    @APIResponseSchema(value = StaffAccounts.class, responseCode = "200")
    @APIResponse(responseCode = "400", description = "A parameter is malformed")
    @APIResponse(responseCode = "403", description = "wrong role, or requester-suspended")
    public Uni<StaffAccounts> list(
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var wanted = PageRequest.of(limit, cursor);
        return gate.permitted(caller.get(), "staff-list")
                .chain(() -> listing.page(wanted))
                .map(page -> new StaffAccounts(
                        page.items().stream().map(StaffAccount::of).toList(), page.nextText()));
    }

    @POST
    @Path("/{id}/invitations")
    @ResponseStatus(201)
    @DisclosesNothing(NO_RESIDENT)
    @Operation(
            summary = "Make another link for a staff account",
            description = "For another browser, or instead of a lost link: the earlier link is good no more.")
    @APIResponseSchema(value = Invitation.class, responseCode = "201")
    @APIResponse(responseCode = "403", description = "wrong role, or requester-suspended")
    @APIResponse(responseCode = "404", description = "no such account")
    @APIResponse(responseCode = "409", description = "staff-revoked: for good")
    public Uni<Invitation> inviteAgain(@PathParam("id") UUID id, @HeaderParam("Idempotency-Key") @Nullable String key) {
        var admin = caller.get();
        return gate.permitted(admin, "staff-invitation")
                .chain(() -> posts.once(
                        new Post(key, admin.id(), "staff invitation " + id, id),
                        Invitation.class,
                        () -> inviting.inviteAgain(id, admin.id()).map(StaffResource::answer)));
    }

    @DELETE
    @Path("/{id}")
    @DisclosesNothing("nothing is answered")
    @Operation(
            summary = "Revoke a staff account",
            description = "For good: link and session at once, tokens at every service within seconds.")
    @APIResponse(responseCode = "204", description = "Revoked, now or before")
    @APIResponse(responseCode = "403", description = "wrong role, or requester-suspended")
    @APIResponse(responseCode = "404", description = "no such account")
    @APIResponse(responseCode = "409", description = "last-admin: the last active administrator stays")
    public Uni<Void> revoke(@PathParam("id") UUID id) {
        var admin = caller.get();
        return gate.permitted(admin, "staff-revocation")
                .chain(() -> revoking.revoke(id, admin.id()))
                .invoke(refusal -> refusal.ifPresent(why -> {
                    throw problem(why).asException();
                }))
                .replaceWithVoid();
    }

    private static Invitation answer(InvitingStaff.Outcome outcome) {
        if (outcome instanceof InvitingStaff.Outcome.Done done) {
            return Invitation.of(done.invited());
        }
        throw problem(((InvitingStaff.Outcome.Refused) outcome).why()).asException();
    }

    private static Problem problem(Refusal why) {
        return switch (why) {
            case UNKNOWN -> Problems.notFound();
            case BY_REVOKED -> Problems.unauthorized();
            case REVOKED ->
                Problem.of(
                        409,
                        "staff-revoked",
                        "This account is revoked for good",
                        "Whoever comes back gets another account.");
            case LAST_ADMIN ->
                Problem.of(
                        409,
                        "last-admin",
                        "No administrator would be left",
                        "Invite another administrator, who signs in first.");
        };
    }
}
