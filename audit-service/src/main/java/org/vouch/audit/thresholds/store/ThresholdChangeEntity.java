package org.vouch.audit.thresholds.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.thresholds.ThresholdChange;
import org.vouch.audit.thresholds.ThresholdChange.Approved;

/** A row of {@code threshold_change}. */
@Entity
@Table(name = "threshold_change")
class ThresholdChangeEntity extends PanacheEntityBase {
    @Id
    UUID id;

    String[] names;
    Double[] numbers;
    String reason;

    @Column(name = "proposed_by")
    String proposedBy;

    @Column(name = "proposed_at")
    Instant proposedAt;

    @Column(name = "approved_by")
    @Nullable
    String approvedBy;

    @Column(name = "approved_at")
    @Nullable
    Instant approvedAt;

    @Nullable
    Integer number;

    @Column(name = "holds_from")
    @Nullable
    Instant holdsFrom;

    @Column(name = "all_names")
    String @Nullable [] allNames;

    @Column(name = "all_numbers")
    Double @Nullable [] allNumbers;

    @Version
    int version;

    static ThresholdChangeEntity of(ThresholdChange change) {
        var entity = new ThresholdChangeEntity();
        entity.id = change.id();
        entity.names = change.values().keySet().toArray(String[]::new);
        entity.numbers = change.values().values().toArray(Double[]::new);
        entity.reason = change.reason();
        entity.proposedBy = change.proposedBy();
        entity.proposedAt = change.proposedAt();
        entity.take(change.approved());
        return entity;
    }

    void take(@Nullable Approved approved) {
        if (approved != null) {
            approvedBy = approved.auditor();
            approvedAt = approved.at();
            number = approved.version();
            holdsFrom = approved.from();
            allNames = approved.all().keySet().toArray(String[]::new);
            allNumbers = approved.all().values().toArray(Double[]::new);
        }
    }

    ThresholdChange change() {
        return new ThresholdChange(id, map(names, numbers), reason, proposedBy, proposedAt, approved());
    }

    @Nullable
    Approved approved() {
        return approvedBy == null
                        || approvedAt == null
                        || number == null
                        || holdsFrom == null
                        || allNames == null
                        || allNumbers == null
                ? null
                : new Approved(approvedBy, approvedAt, number, holdsFrom, map(allNames, allNumbers));
    }

    private static SortedMap<String, Double> map(String[] names, Double[] numbers) {
        var map = new TreeMap<String, Double>();
        for (var i = 0; i < names.length; i++) {
            map.put(names[i], numbers[i]);
        }
        return map;
    }
}
