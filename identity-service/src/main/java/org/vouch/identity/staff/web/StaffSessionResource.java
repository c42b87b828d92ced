package org.vouch.identity.staff.web;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.audit.client.edge.Problem;
import org.vouch.identity.staff.SigningIn;
import org.vouch.identity.staff.SigningIn.SignedIn;
import org.vouch.identity.staff.StaffRole;

/** A browser of somebody who works here, signed in until a time. */
@Path("/v1/staff-sessions")
@Produces(MediaType.APPLICATION_JSON)
public class StaffSessionResource {
    private final SigningIn signingIn;
    private final OwnPages pages;
    private final Clock clock;

    StaffSessionResource(SigningIn signingIn, OwnPages pages, Clock clock) {
        this.signingIn = signingIn;
        this.pages = pages;
        this.clock = clock;
    }

    /** What stands behind the {@code #} of the link. Never printed. */
    public record SigningInBy(@NotNull String invitation) {
        @Override
        public String toString() {
            return "SigningInBy";
        }
    }

    public record StaffSession(String label, List<StaffRole> roles, Instant expiresAt) {}

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @DisclosesNothing("the post that the caller themselves was invited to")
    @Operation(
            summary = "Sign in by an invitation",
            description = "Sets the cookie `" + SessionCookie.NAME + "`. The invitation is good once, for one call: an"
                    + " Idempotency-Key changes nothing about that. The member's earlier session ends.")
    @APIResponseSchema(value = StaffSession.class, responseCode = "201")
    @APIResponse(responseCode = "400", description = "malformed-request")
    @APIResponse(responseCode = "401", description = "sign-in-refused: one body for every cause")
    @APIResponse(responseCode = "403", description = "cross-site: sent by another site's page")
    public Uni<RestResponse<StaffSession>> signIn(@Context HttpHeaders call, @NotNull @Valid SigningInBy body) {
        ownPagesOnly(call);
        return signingIn.signIn(body.invitation()).map(signedIn -> signedIn.map(this::answer)
                .orElseThrow(() -> refused().asException()));
    }

    @DELETE
    @Path("/current")
    @PermitAll
    @DisclosesNothing("nothing is answered")
    @Operation(summary = "Sign out", description = "Access tokens that were got before live on, ten minutes at most.")
    @APIResponse(responseCode = "204", description = "Signed out")
    @APIResponse(responseCode = "401", description = "sign-in-refused: one body for every cause")
    @APIResponse(responseCode = "403", description = "cross-site: sent by another site's page")
    public Uni<RestResponse<Void>> signOut(
            @Context HttpHeaders call, @CookieParam(SessionCookie.NAME) @Nullable String session) {
        ownPagesOnly(call);
        return signingIn.signOut(session).map(ended -> {
            if (!ended) {
                throw refused().asException();
            }
            return RestResponse.ResponseBuilder.<Void>noContent()
                    .header("Set-Cookie", SessionCookie.gone())
                    .build();
        });
    }

    private RestResponse<StaffSession> answer(SignedIn signedIn) {
        var member = signedIn.member();
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.CREATED,
                        new StaffSession(member.label(), List.of(member.role()), signedIn.expiresAt()))
                .header(
                        "Set-Cookie",
                        SessionCookie.of(signedIn.session(), Duration.between(clock.instant(), signedIn.expiresAt())))
                .build();
    }

    private void ownPagesOnly(HttpHeaders call) {
        if (!pages.sent(call)) {
            throw Problem.of(
                            403,
                            "cross-site",
                            "Only this platform's own pages may do this",
                            "Open the page at the address of the invitation.")
                    .asException();
        }
    }

    private static Problem refused() {
        return Problem.of(
                401,
                "sign-in-refused",
                "This does not sign anybody in",
                "Ask an administrator for a new link. Why this one does not is told to nobody.");
    }
}
