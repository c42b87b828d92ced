package org.vouch.audit.alerts.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.alerts.RaisedAlert;
import org.vouch.audit.alerts.RaisedAlert.Choice;
import org.vouch.audit.alerts.RaisedAlert.Decision;
import org.vouch.audit.alerts.RaisedAlert.State;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.detection.Effect;
import org.vouch.audit.pseudonym.Pseudonym;
import org.vouch.audit.suspensions.Requester;

/** A row of {@code alert}. */
@Entity
@Table(name = "alert")
class AlertEntity extends PanacheEntityBase {
    @Id
    UUID id;

    String rule;

    @Column(name = "rule_version")
    int ruleVersion;

    String state;
    String requester;
    String pseudonym;
    String kind;

    @Nullable
    String label;

    @Column(name = "distinct_subjects")
    int distinctSubjects;

    int refused;
    int threshold;

    @Column(name = "window_seconds")
    long windowSeconds;

    @Column(name = "window_start")
    Instant windowStart;

    @Column(name = "first_at")
    Instant firstAt;

    @Column(name = "last_at")
    Instant lastAt;

    UUID[] records;
    String effect;
    UUID incident;
    String[] measured;
    Double[] measures;
    int thresholds;

    @Column(name = "raised_at")
    Instant raisedAt;

    @Nullable
    UUID suspension;

    @Column(name = "decided_by")
    @Nullable
    String decidedBy;

    @Column(name = "decided_at")
    @Nullable
    Instant decidedAt;

    @Nullable
    String note;

    @Version
    int version;

    static AlertEntity of(RaisedAlert alert) {
        var who = alert.requester();
        var entity = new AlertEntity();
        entity.id = alert.id();
        entity.rule = alert.rule();
        entity.ruleVersion = alert.ruleVersion();
        entity.requester = who.id();
        entity.pseudonym = who.pseudonym().hex();
        entity.kind = who.kind().wire();
        entity.label = who.label();
        entity.distinctSubjects = alert.distinctSubjects();
        entity.refused = alert.refused();
        entity.threshold = alert.limit();
        entity.windowSeconds = alert.window().toSeconds();
        entity.windowStart = alert.windowStart();
        entity.firstAt = alert.firstAt();
        entity.lastAt = alert.lastAt();
        entity.records = alert.records().toArray(UUID[]::new);
        entity.effect = alert.effect().wire();
        entity.incident = alert.incident();
        entity.measured = alert.measured().keySet().toArray(String[]::new);
        entity.measures = alert.measured().values().toArray(Double[]::new);
        entity.thresholds = alert.thresholds();
        entity.raisedAt = alert.raisedAt();
        entity.decide(alert);
        return entity;
    }

    /** What changes in an alert's life. */
    void decide(RaisedAlert alert) {
        state = alert.state().wire();
        suspension = alert.suspension();
        var decision = alert.decision();
        decidedBy = decision == null ? null : decision.auditor();
        decidedAt = decision == null ? null : decision.at();
        note = decision == null ? null : decision.note();
    }

    RaisedAlert alert() {
        return new RaisedAlert(
                id,
                rule,
                ruleVersion,
                requester(),
                distinctSubjects,
                refused,
                threshold,
                Duration.ofSeconds(windowSeconds),
                windowStart,
                firstAt,
                lastAt,
                List.of(records),
                Effect.of(effect),
                incident,
                measured(),
                thresholds,
                raisedAt,
                suspension,
                decision());
    }

    private SortedMap<String, Double> measured() {
        var byName = new TreeMap<String, Double>();
        for (var i = 0; i < measured.length; i++) {
            byName.put(measured[i], measures[i]);
        }
        return byName;
    }

    Requester requester() {
        return new Requester(
                requester, new Pseudonym(pseudonym), CallerKind.valueOf(kind.toUpperCase(Locale.ROOT)), label);
    }

    private @Nullable Decision decision() {
        if (decidedBy == null || decidedAt == null) {
            return null;
        }
        var choice = state.equals(State.CONFIRMED.wire()) ? Choice.CONFIRM : Choice.DISMISS;
        return new Decision(choice, note, decidedBy, decidedAt);
    }
}
