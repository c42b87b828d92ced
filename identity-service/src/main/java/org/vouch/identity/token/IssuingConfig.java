package org.vouch.identity.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.vouch.identity.platform.Lasting;

/** How long tokens live. */
@ConfigMapping(prefix = "vouch.tokens")
public interface IssuingConfig {
    /** Of an access token; at most ten minutes (API). */
    @WithDefault("10m")
    @Lasting(min = "PT1S", max = "PT10M")
    Duration accessLife();

    /** Of a login, however often it is refreshed; at most thirty days. */
    @WithDefault("30d")
    @Lasting(min = "PT1M", max = "P30D")
    Duration loginLife();
}
