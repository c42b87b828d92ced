package org.vouch.audit.restraints;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How throttles run. */
@ConfigMapping(prefix = "vouch.throttles")
public interface RestraintConfig {
    /** How long looks are slowed down after an alert. */
    Duration lasts();
}
