package org.vouch.audit.shields;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How shields run. */
@ConfigMapping(prefix = "vouch.shields")
public interface ShieldConfig {
    /** How long a shield lasts that no auditor ends. */
    Duration lasts();
}
