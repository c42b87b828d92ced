package org.vouch.audit.suspensions.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.pseudonym.Pseudonym;
import org.vouch.audit.suspensions.Requester;
import org.vouch.audit.suspensions.Suspension;
import org.vouch.audit.suspensions.Suspension.Step;

/** A row of {@code suspension}. */
@Entity
@Table(name = "suspension")
class SuspensionEntity extends PanacheEntityBase {
    @Id
    UUID id;

    String requester;
    String pseudonym;
    String kind;

    @Nullable
    String label;

    String reason;
    Instant since;

    @Nullable
    Instant until;

    @Column(name = "suspended_by")
    String suspendedBy;

    @Column(name = "lift_requested_by")
    @Nullable
    String liftRequestedBy;

    @Column(name = "lift_requested_at")
    @Nullable
    Instant liftRequestedAt;

    @Column(name = "lifted_by")
    @Nullable
    String liftedBy;

    @Column(name = "lifted_at")
    @Nullable
    Instant liftedAt;

    String scope;

    @Version
    int version;

    static SuspensionEntity of(Suspension suspension) {
        var entity = new SuspensionEntity();
        entity.id = suspension.id();
        entity.take(suspension);
        return entity;
    }

    void take(Suspension suspension) {
        var who = suspension.requester();
        requester = who.id();
        pseudonym = who.pseudonym().hex();
        kind = who.kind().wire();
        label = who.label();
        reason = suspension.reason();
        scope = suspension.scope().wire();
        since = suspension.since();
        until = suspension.until();
        suspendedBy = suspension.suspendedBy();
        var asked = suspension.liftRequested();
        liftRequestedBy = asked == null ? null : asked.auditor();
        liftRequestedAt = asked == null ? null : asked.at();
        var ended = suspension.lifted();
        liftedBy = ended == null ? null : ended.auditor();
        liftedAt = ended == null ? null : ended.at();
    }

    Suspension suspension() {
        return new Suspension(
                id,
                new Requester(
                        requester, new Pseudonym(pseudonym), CallerKind.valueOf(kind.toUpperCase(Locale.ROOT)), label),
                reason,
                since,
                until,
                suspendedBy,
                step(liftRequestedBy, liftRequestedAt),
                step(liftedBy, liftedAt),
                Suspension.Scope.valueOf(scope.toUpperCase(Locale.ROOT)));
    }

    private static @Nullable Step step(@Nullable String auditor, @Nullable Instant at) {
        return auditor == null || at == null ? null : new Step(auditor, at);
    }
}
