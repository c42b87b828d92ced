package org.vouch.audit.alerts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.detection.Effect;
import org.vouch.audit.suspensions.Requester;

/**
 * An alert with its evidence: counts and record ids, no subject.
 *
 * @param effect what the rule asked for
 * @param incident what it belongs to, with other alerts
 * @param measured what the rule measured besides, by name
 * @param thresholds the version of the thresholds that were in force
 * @param raisedAt when it came in, which is also when it began to have effect
 * @param suspension which it caused or found in force
 * @param decision null while it is open
 */
public record RaisedAlert(
        UUID id,
        String rule,
        int ruleVersion,
        Requester requester,
        int distinctSubjects,
        int refused,
        int limit,
        Duration window,
        Instant windowStart,
        Instant firstAt,
        Instant lastAt,
        List<UUID> records,
        Effect effect,
        UUID incident,
        SortedMap<String, Double> measured,
        int thresholds,
        Instant raisedAt,
        @Nullable UUID suspension,
        @Nullable Decision decision) {

    /** The rule of alerts that no rule of the stream raises: a person disputes a look at them. */
    public static final String DISPUTED = "disputed";

    /** Where an alert stands. */
    @Schema(name = "AlertState")
    public enum State {
        OPEN,
        CONFIRMED,
        DISMISSED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What an auditor makes of an alert. */
    public enum Choice {
        CONFIRM(State.CONFIRMED),
        DISMISS(State.DISMISSED);

        private final State leadsTo;

        Choice(State leadsTo) {
            this.leadsTo = leadsTo;
        }

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        public State leadsTo() {
            return leadsTo;
        }
    }

    /** An auditor has looked at the evidence. */
    public record Decision(Choice choice, @Nullable String note, String auditor, Instant at) {}

    public RaisedAlert {
        records = List.copyOf(records);
        measured = new TreeMap<>(measured);
    }

    public State state() {
        return decision == null ? State.OPEN : decision.choice().leadsTo();
    }

    /** As it was before anybody decided. */
    public RaisedAlert undecided() {
        return with(null, suspension);
    }

    RaisedAlert decided(Decision by, @Nullable UUID withSuspension) {
        return with(by, withSuspension);
    }

    private RaisedAlert with(@Nullable Decision by, @Nullable UUID withSuspension) {
        return new RaisedAlert(
                id,
                rule,
                ruleVersion,
                requester,
                distinctSubjects,
                refused,
                limit,
                window,
                windowStart,
                firstAt,
                lastAt,
                records,
                effect,
                incident,
                measured,
                thresholds,
                raisedAt,
                withSuspension,
                by);
    }

    @Override
    public String toString() {
        return "RaisedAlert[" + rule + " " + id + "]";
    }
}
