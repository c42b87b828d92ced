package org.vouch.audit.thresholds.web;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
import org.vouch.audit.detection.Threshold;
import org.vouch.audit.detection.Timeline;
import org.vouch.audit.thresholds.ApprovingChange;
import org.vouch.audit.thresholds.ChangePolicy.Decision;
import org.vouch.audit.thresholds.ProposingChange;
import org.vouch.audit.thresholds.ReadingThresholds;
import org.vouch.audit.thresholds.ReadingThresholds.Shown;
import org.vouch.audit.thresholds.ThresholdChange;
import org.vouch.audit.thresholds.ThresholdChange.Approved;

/** What the rules allow, and how two auditors change it. */
@Path("/v1/thresholds")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.AUDITOR)
@Tag(name = "Thresholds", description = "What the rules allow")
public class ThresholdResource {
    private static final String NOBODY = "numbers of rules, and which auditors changed them";
    private static final int LONGEST_REASON = 200;
    private static final int MOST_VALUES = 40;
    private static final int LONGEST_NAME = 60;

    private final CurrentCaller caller;
    private final ReadingThresholds reading;
    private final ProposingChange proposing;
    private final ApprovingChange approving;
    private final IdempotentPosts posts;
    private final Timeline started;

    ThresholdResource(
            CurrentCaller caller,
            ReadingThresholds reading,
            ProposingChange proposing,
            ApprovingChange approving,
            IdempotentPosts posts,
            Timeline started) {
        this.caller = caller;
        this.reading = reading;
        this.proposing = proposing;
        this.approving = approving;
        this.posts = posts;
        this.started = started;
    }

    /** What holds now, and a page of changes. */
    public record Thresholds(
            @Schema(description = "0 while nothing was changed") int version,
            @Nullable Instant from,
            List<Held> values,
            List<Change> items,
            @Nullable String next) {}

    /** One threshold. */
    @Schema(name = "Threshold")
    public record Held(
            String threshold,
            @Nullable @Schema(description = "null where nobody of the kind is counted") Double value,
            double least,
            double most) {}

    /** New values, and why. */
    @Schema(name = "ProposeThresholds")
    public record Proposal(
            @NotEmpty @Size(max = MOST_VALUES) List<@Valid @NotNull Value> values,
            @NotBlank @Size(max = LONGEST_REASON) String reason) {
        @Override
        public String toString() {
            return "Proposal";
        }
    }

    /** A threshold's new value. */
    @Schema(name = "ThresholdValue")
    public record Value(@NotNull @Size(max = LONGEST_NAME) String threshold, @NotNull Double value) {}

    /** A change; {@code approved} is null until another auditor has agreed. */
    @Schema(name = "ThresholdChange")
    public record Change(
            UUID id,
            List<Value> values,
            String reason,
            String proposedBy,
            Instant proposedAt,
            @Nullable Approval approved) {
        static Change of(ThresholdChange change) {
            return new Change(
                    change.id(),
                    change.values().entrySet().stream()
                            .map(one -> new Value(one.getKey(), one.getValue()))
                            .toList(),
                    change.reason(),
                    change.proposedBy(),
                    change.proposedAt(),
                    Approval.of(change.approved()));
        }

        @Override
        public String toString() {
            return "Change[" + id + "]";
        }
    }

    /** Who agreed, and from when it holds. */
    @Schema(name = "ThresholdApproval")
    public record Approval(String auditor, Instant at, int version, @Schema(description = "inclusive") Instant from) {
        static @Nullable Approval of(@Nullable Approved approved) {
            return approved == null
                    ? null
                    : new Approval(approved.auditor(), approved.at(), approved.version(), approved.from());
        }
    }

    @GET
    @DisclosesNothing(NOBODY)
    @Operation(summary = "What the rules allow now, and its changes, newest first")
    @APIResponse(responseCode = "200", description = "Thresholds that may be changed, and a page of changes")
    @APIResponse(responseCode = "400", description = "A parameter is malformed")
    public Uni<Thresholds> show(
            @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "100", defaultValue = "20"))
                    @QueryParam("limit")
                    @Nullable
                    String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return reading.page(PageRequest.of(limit, cursor)).map(this::shown);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @DisclosesNothing(NOBODY)
    @Operation(
            summary = "Propose other thresholds",
            description = "Nothing changes until another auditor agrees, within a day.")
    @APIResponse(responseCode = "201", description = "Proposed")
    @APIResponse(responseCode = "400", description = "No such threshold, or outside its range")
    public Uni<Change> propose(@HeaderParam("Idempotency-Key") @Nullable String key, @Valid @NotNull Proposal body) {
        var auditor = caller.get().id();
        var values = values(body);
        return posts.once(new Post(key, auditor, "thresholds", body), Change.class, () -> proposing
                .propose(values, body.reason(), auditor)
                .map(Change::of));
    }

    @POST
    @Path("/{id}/approval")
    @DisclosesNothing(NOBODY)
    @Operation(
            summary = "Agree to a change, as another auditor than the one who proposed it",
            description = "It holds a minute later, without a restart.")
    @APIResponse(responseCode = "200", description = "Agreed")
    @APIResponse(responseCode = "403", description = "The auditor who proposed it cannot agree")
    @APIResponse(responseCode = "404", description = "No such change")
    @APIResponse(responseCode = "409", description = "Agreed before, or nobody agreed in time")
    public Uni<Change> approve(@PathParam("id") UUID id, @HeaderParam("Idempotency-Key") @Nullable String key) {
        var auditor = caller.get().id();
        return posts.once(new Post(key, auditor, "approve thresholds " + id, id), Change.class, () -> approving
                .approve(id, auditor)
                .map(ThresholdResource::answer));
    }

    private Thresholds shown(Shown shown) {
        var now = new TreeMap<>(started.started());
        shown.held().map(Approved::all).ifPresent(now::putAll);
        return new Thresholds(
                shown.held().map(Approved::version).orElse(Timeline.AS_STARTED),
                shown.held().map(Approved::from).orElse(null),
                Threshold.all().values().stream()
                        .map(one -> new Held(one.name(), now.get(one.name()), one.least(), one.most()))
                        .toList(),
                shown.changes().items().stream().map(Change::of).toList(),
                shown.changes().nextText());
    }

    private static SortedMap<String, Double> values(Proposal body) {
        var values = new TreeMap<String, Double>();
        var defects = new ArrayList<Problem.Violation>();
        for (var i = 0; i < body.values().size(); i++) {
            var value = body.values().get(i);
            var threshold = Optional.ofNullable(Threshold.all().get(value.threshold()));
            if (threshold.isEmpty()) {
                defects.add(new Problem.Violation("values[" + i + "].threshold", "is none of the thresholds"));
            } else if (!threshold.get().takes(value.value())) {
                defects.add(new Problem.Violation("values[" + i + "].value", range(threshold.get())));
            } else if (values.put(value.threshold(), value.value()) != null) {
                defects.add(new Problem.Violation("values[" + i + "].threshold", "is there twice"));
            }
        }
        if (!defects.isEmpty()) {
            throw Problems.malformed(defects).asException();
        }
        return values;
    }

    private static String range(Threshold threshold) {
        return "is a " + (threshold.whole() ? "whole " : "") + "number from " + threshold.least() + " to "
                + threshold.most();
    }

    private static Change answer(ApprovingChange.Outcome outcome) {
        if (!(outcome instanceof ApprovingChange.Outcome.Decided decided)) {
            throw Problems.notFound().asException();
        }
        if (decided.decision() instanceof Decision.Done done) {
            return Change.of(done.after());
        }
        throw problem(decided.decision()).asException();
    }

    private static Problem problem(Decision refusal) {
        if (refusal instanceof Decision.SameAuditor) {
            return Problem.of(
                    403,
                    "same-auditor",
                    "Changing thresholds takes two different auditors",
                    "Another auditor agrees to what this one has proposed.");
        }
        return refusal instanceof Decision.ApprovedBefore
                ? Problem.of(409, "already-approved", "This change was agreed to already", "See from when it holds.")
                : Problem.of(409, "lapsed", "Nobody agreed to this change in time", "Propose it again.");
    }
}
