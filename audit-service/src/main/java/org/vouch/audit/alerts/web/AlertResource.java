package org.vouch.audit.alerts.web;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
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
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.alerts.DecidingAlert;
import org.vouch.audit.alerts.DecidingAlert.Outcome;
import org.vouch.audit.alerts.RaisedAlert.Choice;
import org.vouch.audit.alerts.RaisedAlert.State;
import org.vouch.audit.alerts.ReadingAlerts;
import org.vouch.audit.client.caller.CurrentCaller;
import org.vouch.audit.client.caller.Roles;
import org.vouch.audit.client.disclosure.DisclosesNothing;
import org.vouch.audit.client.edge.Problem;
import org.vouch.audit.client.edge.Problems;
import org.vouch.audit.client.idempotency.IdempotentPosts;
import org.vouch.audit.client.idempotency.IdempotentPosts.Post;
import org.vouch.audit.client.paging.PageRequest;

/** Alerts for auditors: one requester each, no subject. */
@Path("/v1/alerts")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.AUDITOR)
@Tag(name = "Alerts", description = "What the rules saw")
public class AlertResource {
    private static final String NO_SUBJECT =
            "counts and record ids about one requester each, a resident by keyed pseudonym only; no subject at all";
    private static final int LONGEST_NOTE = 2_000;
    private static final String RULE = "^[a-z][a-z-]{0,39}$";

    private final CurrentCaller caller;
    private final ReadingAlerts reading;
    private final DecidingAlert deciding;
    private final IdempotentPosts posts;

    AlertResource(CurrentCaller caller, ReadingAlerts reading, DecidingAlert deciding, IdempotentPosts posts) {
        this.caller = caller;
        this.reading = reading;
        this.deciding = deciding;
        this.posts = posts;
    }

    /** A page of alerts. */
    public record Alerts(List<AlertView> items, @Nullable String next) {}

    /** An auditor's decision; the note says why. */
    public record DecisionBody(@NotNull Choice decision, @Nullable @Size(max = LONGEST_NOTE) String note) {
        @Override
        public String toString() {
            return "DecisionBody[" + decision + "]";
        }
    }

    @GET
    @DisclosesNothing(NO_SUBJECT)
    @Operation(summary = "Alerts, newest first")
    @APIResponse(responseCode = "200", description = "A page of alerts")
    @APIResponse(responseCode = "400", description = "A parameter is malformed")
    public Uni<Alerts> list(
            @Parameter(description = "only of this rule", schema = @Schema(type = SchemaType.STRING, pattern = RULE))
                    @QueryParam("rule")
                    @Nullable
                    String rule,
            @Parameter(
                            description = "only in this state",
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {"open", "confirmed", "dismissed"}))
                    @QueryParam("state")
                    @Nullable
                    String state,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return reading.page(ruleOf(rule), stateOf(state), PageRequest.of(limit, cursor))
                .map(page -> new Alerts(page.items().stream().map(AlertView::of).toList(), page.nextText()));
    }

    @GET
    @Path("/{id}")
    @DisclosesNothing(NO_SUBJECT)
    @Operation(summary = "One alert with its evidence")
    @APIResponse(responseCode = "200", description = "The alert")
    @APIResponse(responseCode = "404", description = "No such alert")
    public Uni<AlertView> one(@PathParam("id") UUID id) {
        return reading.one(id)
                .map(found ->
                        AlertView.of(found.orElseThrow(() -> Problems.notFound().asException())));
    }

    @POST
    @Path("/{id}/decisions")
    @Consumes(MediaType.APPLICATION_JSON)
    @DisclosesNothing(NO_SUBJECT)
    @Operation(
            summary = "Confirm or dismiss an alert",
            description = "Confirming makes the suspension last until two auditors lift it; dismissing lets it lapse.")
    @APIResponse(responseCode = "200", description = "The alert as decided")
    @APIResponse(responseCode = "404", description = "No such alert")
    @APIResponse(responseCode = "409", description = "The alert is decided already")
    public Uni<AlertView> decide(
            @PathParam("id") UUID id,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Valid @NotNull DecisionBody body) {
        var auditor = caller.get().id();
        return posts.once(new Post(key, auditor, "decide " + id, body), AlertView.class, () -> deciding.decide(
                        id, body.decision(), body.note(), auditor)
                .map(AlertResource::answer));
    }

    private static AlertView answer(Outcome outcome) {
        if (outcome instanceof Outcome.Decided decided) {
            return AlertView.of(decided.alert());
        }
        throw outcome instanceof Outcome.Unknown
                ? Problems.notFound().asException()
                : Problem.of(
                                409,
                                "alert-decided",
                                "This alert is decided already",
                                "Look at the alert again for what was decided.")
                        .asException();
    }

    private static @Nullable String ruleOf(@Nullable String wanted) {
        if (wanted != null && !wanted.matches(RULE)) {
            throw Problems.malformed("rule", "is the name of a rule").asException();
        }
        return wanted;
    }

    private static @Nullable State stateOf(@Nullable String wanted) {
        if (wanted == null) {
            return null;
        }
        return Stream.of(State.values())
                .filter(state -> state.wire().equals(wanted))
                .findFirst()
                .orElseThrow(() -> Problems.malformed("state", "is open, confirmed or dismissed")
                        .asException());
    }
}
