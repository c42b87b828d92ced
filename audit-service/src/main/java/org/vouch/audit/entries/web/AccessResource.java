package org.vouch.audit.entries.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.caller.CurrentCaller;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.AboutAPerson;
import org.vouch.audit.client.disclosure.Disclosed;
import org.vouch.audit.client.disclosure.Discloses;
import org.vouch.audit.client.disclosure.DisclosureGate;
import org.vouch.audit.client.disclosure.SubjectSource;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.paging.PageRequest;
import org.vouch.audit.entries.DisputedLooks.Dispute;
import org.vouch.audit.entries.SeeingWhoLooked;
import org.vouch.audit.entries.SeeingWhoLooked.Seen;
import org.vouch.audit.records.ReceivedAccess.Outcome;
import org.vouch.audit.shields.ReadingShields;

/** Who looked at me. */
@Path("/v1/accesses")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Accesses", description = "Who looked at me")
public class AccessResource {
    private final CurrentCaller caller;
    private final DisclosureGate gate;
    private final SeeingWhoLooked seeing;
    private final ReadingShields shields;

    AccessResource(CurrentCaller caller, DisclosureGate gate, SeeingWhoLooked seeing, ReadingShields shields) {
        this.caller = caller;
        this.gate = gate;
        this.seeing = seeing;
        this.shields = shields;
    }

    /** A page of looks at the caller. */
    @AboutAPerson
    public record Accesses(
            List<Access> items,
            @Nullable @Schema(description = "where the next page starts, null on the last") String next,
            @JsonInclude(JsonInclude.Include.NON_NULL)
                    @Nullable
                    @Schema(description = "there while many strangers ask about the caller: no resident is answered")
                    Shield shield) {}

    /** From when until when no resident sees anything about the caller but whom they let look after them. */
    @AboutAPerson
    @Schema(name = "OwnShield")
    public record Shield(Instant since, Instant until) {
        static @Nullable Shield of(Optional<org.vouch.audit.shields.Shield> inForce) {
            return inForce.map(shield -> new Shield(shield.since(), shield.until()))
                    .orElse(null);
        }
    }

    /** One look at the caller, granted or refused. */
    @AboutAPerson
    public record Access(
            UUID id,
            Instant at,
            Requester requester,
            String action,
            @Nullable String purpose,
            Outcome outcome,
            @Nullable @Schema(description = "where its receipt is; null until the look is in the published log")
                    String receipt,
            @Nullable @Schema(description = "null unless the caller has disputed it") Dispute dispute) {
        static Access of(Seen seen) {
            return new Access(
                    seen.id(),
                    seen.at(),
                    new Requester(seen.kind(), seen.label()),
                    seen.action(),
                    seen.purpose(),
                    seen.outcome(),
                    seen.published() ? "/v1/accesses/" + seen.id() + "/receipt" : null,
                    seen.dispute());
        }
    }

    /** Who looked: a client by its public name, another resident by a handle that only the caller knows them by. */
    public record Requester(CallerKind kind, String label) {}

    @GET
    @RolesAllowed(Roles.RESIDENT)
    @Discloses(SubjectSource.SELF)
    @Operation(summary = "Who looked at me, refusals included, newest first")
    @APIResponse(
            responseCode = "200",
            description = "A page of looks",
            content = @Content(schema = @Schema(implementation = Accesses.class)))
    @APIResponse(responseCode = "400", description = "A parameter is malformed")
    public Uni<Disclosed<Accesses>> mine(
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var request = PageRequest.of(limit, cursor);
        return gate.own(caller.get(), person -> shields.of(person).chain(shield -> seeing.page(person, request)
                .map(page -> new Accesses(
                        page.items().stream().map(Access::of).toList(), page.nextText(), Shield.of(shield)))));
    }

    @GET
    @Path("/{id}/receipt")
    @Produces("text/plain; charset=utf-8")
    @RolesAllowed(Roles.RESIDENT)
    @Discloses(SubjectSource.SELF)
    @Operation(
            summary = "That a look at me is in the log, to be verified without asking anybody (C2SP tlog-proof)",
            description = "The first line of the extra data is the entry, the second one opens its commitment.")
    @APIResponse(
            responseCode = "200",
            description = "An inclusion proof under a cosigned checkpoint",
            content = @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "404", description = "No look at the caller, or not in the published log yet")
    public Uni<Disclosed<String>> receipt(@PathParam("id") UUID id) {
        return gate.own(caller.get(), person -> seeing.receipt(person, id)
                .map(found -> found.orElseThrow(() -> Problems.notFound().asException())));
    }
}
