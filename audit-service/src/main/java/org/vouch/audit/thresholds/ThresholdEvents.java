package org.vouch.audit.thresholds;

import io.smallrye.mutiny.Uni;
import org.vouch.audit.thresholds.ThresholdChange.Approved;

/** Tells the rules, once the caller's transaction commits. */
public interface ThresholdEvents {
    Uni<Void> changed(Approved approved);
}
