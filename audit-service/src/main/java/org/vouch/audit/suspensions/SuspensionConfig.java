package org.vouch.audit.suspensions;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How suspensions run. */
@ConfigMapping(prefix = "vouch.suspensions")
public interface SuspensionConfig {
    /** How long a suspension lasts that no auditor has confirmed. */
    Duration lasts();
}
