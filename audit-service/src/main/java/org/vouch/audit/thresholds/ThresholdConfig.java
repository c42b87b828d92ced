package org.vouch.audit.thresholds;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How changes of thresholds run. */
@ConfigMapping(prefix = "vouch.thresholds")
public interface ThresholdConfig {
    /** How long after its approval a change holds: longer than it takes to reach everything that judges. */
    Duration heldBack();

    /** How long a proposal waits for a second auditor. */
    Duration proposalsLast();
}
