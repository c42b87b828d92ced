package org.vouch.identity.delegation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.vouch.identity.platform.Lasting;

/** How long people may act for others. */
@ConfigMapping(prefix = "vouch.delegations")
public interface DelegationConfig {
    /** From giving to end; 365 days at most. Both faces give it again. */
    @WithDefault("365d")
    @Lasting(min = "P1D", max = "P365D")
    Duration longest();
}
