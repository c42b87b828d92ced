package org.vouch.identity.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long tokens live. */
@ConfigMapping(prefix = "vouch.tokens")
public interface IssuingConfig {
    /** Of an access token; at most ten minutes (API). */
    @WithDefault("10m")
    Duration accessLife();

    /** Of a login, however often it is refreshed. */
    @WithDefault("30d")
    Duration loginLife();
}
