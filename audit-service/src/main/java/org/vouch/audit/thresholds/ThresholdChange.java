package org.vouch.audit.thresholds;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * New values for some thresholds, as one auditor proposes them and another agrees.
 *
 * @param values by the threshold's name
 * @param approved null until another auditor has agreed
 */
public record ThresholdChange(
        UUID id,
        SortedMap<String, Double> values,
        String reason,
        String proposedBy,
        Instant proposedAt,
        @Nullable Approved approved) {

    /**
     * What it became.
     *
     * @param version numbered from 1 as changes are approved
     * @param from inclusive, by the log's clock
     * @param all every threshold that is other than at the start of the service, earlier changes included
     */
    public record Approved(String auditor, Instant at, int version, Instant from, SortedMap<String, Double> all) {
        public Approved {
            all = new TreeMap<>(all);
        }
    }

    public ThresholdChange {
        values = new TreeMap<>(values);
    }

    ThresholdChange with(Approved approval) {
        return new ThresholdChange(id, values, reason, proposedBy, proposedAt, approval);
    }

    @Override
    public String toString() {
        return "ThresholdChange[" + id + "]";
    }
}
