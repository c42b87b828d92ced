package org.vouch.audit.alerts.web;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.alerts.RaisedAlert;
import org.vouch.audit.alerts.RaisedAlert.Choice;
import org.vouch.audit.alerts.RaisedAlert.State;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.detection.Effect;

/** An alert as auditors see it. */
@Schema(name = "Alert")
public record AlertView(
        UUID id,
        String rule,
        int ruleVersion,
        State state,
        Requester requester,
        Instant raisedAt,
        Instant firstAt,
        Instant lastAt,
        Features features,
        Thresholds thresholds,
        Evidence evidence,
        @Schema(description = "what the rule asked for before anybody looked") Effect effect,
        @Schema(description = "the same for all alerts of one ring, or of one person in demand") UUID incident,
        @Nullable UUID suspension,
        @Nullable Decision decision) {

    /** Whom the alert is about: a resident by keyed pseudonym, never by the person's id. */
    @Schema(name = "AlertRequester")
    public record Requester(
            CallerKind kind,
            String label,
            String pseudonym,
            @Nullable @Schema(description = "null for a person") String clientId) {}

    /** What the rule measured. */
    @Schema(name = "AlertFeatures")
    public record Features(
            @Schema(description = "people looked at within the window") int distinctSubjects,
            @Schema(description = "people among them whose last look was refused") int refused,
            @Schema(description = "what the rule measured besides") List<Measure> measured) {}

    /** One thing that a rule measured. */
    @Schema(name = "AlertMeasure")
    public record Measure(String feature, double value) {}

    /** What the rule allows. */
    @Schema(name = "AlertThresholds")
    public record Thresholds(
            int distinctSubjects,
            @Schema(description = "the length of the sliding window") Duration period,
            @Schema(description = "of the thresholds that were in force; 0 are those of the start") int version) {}

    /** The newest access records that led to it. */
    @Schema(name = "AlertEvidence")
    public record Evidence(
            int count,
            Instant windowStart,
            @Schema(description = "at most 20, newest first, one of each person looked at") List<UUID> records) {}

    /** Who decided what, when and why. */
    @Schema(name = "AlertDecision")
    public record Decision(Choice decision, @Nullable String note, String auditor, Instant at) {}

    static AlertView of(RaisedAlert alert) {
        var who = alert.requester();
        var decision = alert.decision();
        return new AlertView(
                alert.id(),
                alert.rule(),
                alert.ruleVersion(),
                alert.state(),
                new Requester(who.kind(), who.shownAs(), who.pseudonym().hex(), who.clientId()),
                alert.raisedAt(),
                alert.firstAt(),
                alert.lastAt(),
                new Features(alert.distinctSubjects(), alert.refused(), measures(alert)),
                new Thresholds(alert.limit(), alert.window(), alert.thresholds()),
                new Evidence(alert.distinctSubjects(), alert.windowStart(), alert.records()),
                alert.effect(),
                alert.incident(),
                alert.suspension(),
                decision == null
                        ? null
                        : new Decision(decision.choice(), decision.note(), decision.auditor(), decision.at()));
    }

    private static List<Measure> measures(RaisedAlert alert) {
        return alert.measured().entrySet().stream()
                .map(one -> new Measure(one.getKey(), one.getValue()))
                .toList();
    }
}
