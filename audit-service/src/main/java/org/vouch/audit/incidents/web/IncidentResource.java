package org.vouch.audit.incidents.web;

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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.alerts.RaisedAlert.State;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.paging.PageRequest;
import org.vouch.audit.incidents.Incident;
import org.vouch.audit.incidents.ReadingIncidents;
import org.vouch.audit.pseudonym.Pseudonym;
import org.vouch.audit.suspensions.Requester;

/** Incidents for auditors. */
@Path("/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.AUDITOR)
@Tag(name = "Incidents", description = "Alerts that belong together")
public class IncidentResource {
    private static final String BY_PSEUDONYM =
            "what its alerts and the log's entries show: who looked and who was looked at, by keyed pseudonyms only";

    private final ReadingIncidents reading;

    IncidentResource(ReadingIncidents reading) {
        this.reading = reading;
    }

    /** A page of incidents. */
    public record Incidents(List<Summary> items, @Nullable String next) {}

    /** An incident among others. */
    @Schema(name = "IncidentSummary")
    public record Summary(
            UUID id,
            @Schema(description = "open while an alert of it is, then confirmed if one was") State state,
            List<String> rules,
            long alerts,
            @Schema(description = "how many accounts its alerts are about") long accounts,
            @Schema(description = "when its first alert came in") Instant raisedAt,
            Instant firstAt,
            Instant lastAt) {
        static Summary of(Incident.Summary one) {
            return new Summary(
                    one.id(),
                    one.state(),
                    one.rules(),
                    one.alerts(),
                    one.accounts(),
                    one.raisedAt(),
                    one.firstAt(),
                    one.lastAt());
        }
    }

    /** One incident with all that belongs to it. */
    @Schema(name = "Incident")
    public record Whole(
            UUID id,
            State state,
            List<String> rules,
            Instant raisedAt,
            Instant firstAt,
            Instant lastAt,
            @Schema(description = "newest first, 500 at most") List<Part> alerts,
            List<Account> accounts,
            @Schema(description = "whom the alerts' evidence is about, as far as it is in the log")
                    List<Involved> people) {
        static Whole of(Incident incident) {
            var summary = incident.summary();
            return new Whole(
                    summary.id(),
                    summary.state(),
                    summary.rules(),
                    summary.raisedAt(),
                    summary.firstAt(),
                    summary.lastAt(),
                    incident.alerts().stream().map(Part::of).toList(),
                    incident.accounts().stream().map(Account::of).toList(),
                    incident.people().stream().map(Involved::of).toList());
        }
    }

    /** One alert of it. */
    @Schema(name = "IncidentAlert")
    public record Part(
            UUID id,
            String rule,
            State state,
            @Schema(description = "the account's pseudonym") String account,
            Instant raisedAt,
            @Nullable UUID suspension) {
        static Part of(Incident.Part part) {
            return new Part(
                    part.id(),
                    part.rule(),
                    part.state(),
                    part.requester().pseudonym().hex(),
                    part.raisedAt(),
                    part.suspension());
        }
    }

    /** One who looked: a resident by keyed pseudonym, never by the person's id. */
    @Schema(name = "IncidentAccount")
    public record Account(
            CallerKind kind,
            String label,
            String pseudonym,
            @Nullable @Schema(description = "null for a person") String clientId,
            @Schema(description = "how many of the alerts are about it") long alerts) {
        static Account of(Incident.Account account) {
            Requester who = account.requester();
            return new Account(who.kind(), who.shownAs(), who.pseudonym().hex(), who.clientId(), account.alerts());
        }
    }

    /** One who was looked at, by the pseudonym that the log has. */
    @Schema(name = "IncidentInvolved")
    public record Involved(
            String pseudonym,
            @Schema(description = "how many of the accounts looked, as the evidence says") long accounts,
            @Schema(description = "which ones, by their pseudonyms") List<String> by) {
        static Involved of(Incident.Person person) {
            var by = person.by().stream().map(Pseudonym::hex).toList();
            return new Involved(person.pseudonym().hex(), by.size(), by);
        }
    }

    @GET
    @DisclosesNothing(BY_PSEUDONYM)
    @Operation(summary = "Incidents, newest first")
    @APIResponse(responseCode = "200", description = "A page of incidents")
    @APIResponse(responseCode = "400", description = "A parameter is malformed")
    public Uni<Incidents> list(
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return reading.page(PageRequest.of(limit, cursor))
                .map(page ->
                        new Incidents(page.items().stream().map(Summary::of).toList(), page.nextText()));
    }

    @GET
    @Path("/{id}")
    @DisclosesNothing(BY_PSEUDONYM)
    @Operation(summary = "One incident: its alerts, the accounts that looked and the people who were looked at")
    @APIResponse(responseCode = "200", description = "The incident")
    @APIResponse(responseCode = "404", description = "No such incident")
    public Uni<Whole> one(@PathParam("id") UUID id) {
        return reading.one(id)
                .map(found ->
                        Whole.of(found.orElseThrow(() -> Problems.notFound().asException())));
    }
}
