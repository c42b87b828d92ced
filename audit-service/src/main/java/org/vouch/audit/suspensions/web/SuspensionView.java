package org.vouch.audit.suspensions.web;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.suspensions.Suspension;
import org.vouch.audit.suspensions.Suspension.State;

/** A suspension as auditors see it. */
@Schema(name = "Suspension")
public record SuspensionView(
        UUID id,
        State state,
        Requester requester,
        String reason,
        @Schema(description = "what is taken") Suspension.Scope scope,
        Instant since,
        @Nullable @Schema(description = "exclusive; null until two auditors lift it") Instant until,
        @Schema(description = "the rule or the auditor") String suspendedBy,
        @Nullable Step liftRequested,
        @Nullable Step lifted) {

    /** Whom it is about: a resident by keyed pseudonym, never by the person's id. */
    @Schema(name = "SuspendedRequester")
    public record Requester(
            CallerKind kind,
            String label,
            String pseudonym,
            @Nullable @Schema(description = "null for a person") String clientId) {}

    /** Which auditor did it and when. */
    @Schema(name = "LiftStep")
    public record Step(String auditor, Instant at) {
        static @Nullable Step of(Suspension.@Nullable Step step) {
            return step == null ? null : new Step(step.auditor(), step.at());
        }
    }

    static SuspensionView of(Suspension suspension, Instant now) {
        var who = suspension.requester();
        return new SuspensionView(
                suspension.id(),
                suspension.stateAt(now),
                new Requester(who.kind(), who.shownAs(), who.pseudonym().hex(), who.clientId()),
                suspension.reason(),
                suspension.scope(),
                suspension.since(),
                suspension.until(),
                suspension.suspendedBy(),
                Step.of(suspension.liftRequested()),
                Step.of(suspension.lifted()));
    }
}
