package org.vouch.audit.shields.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.shields.Shield;
import org.vouch.audit.shields.Shield.Ended;

/** A row of {@code shield}. */
@Entity
@Table(name = "shield")
class ShieldEntity extends PanacheEntityBase {
    @Id
    UUID id;

    String subject;
    UUID incident;
    String rule;
    Instant since;
    Instant until;

    @Column(name = "ended_by")
    @Nullable
    String endedBy;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    @Column(name = "ended_because")
    @Nullable
    String endedBecause;

    @Version
    int version;

    static ShieldEntity of(Shield shield) {
        var entity = new ShieldEntity();
        entity.id = shield.id();
        entity.subject = shield.subject();
        entity.incident = shield.incident();
        entity.rule = shield.rule();
        entity.since = shield.since();
        entity.until = shield.until();
        entity.take(shield);
        return entity;
    }

    void take(Shield shield) {
        var ended = shield.ended();
        endedBy = ended == null ? null : ended.auditor();
        endedAt = ended == null ? null : ended.at();
        endedBecause = ended == null ? null : ended.reason();
    }

    Shield shield() {
        return new Shield(id, subject, incident, rule, since, until, ended());
    }

    private @Nullable Ended ended() {
        return endedBy == null || endedAt == null || endedBecause == null
                ? null
                : new Ended(endedBy, endedAt, endedBecause);
    }
}
