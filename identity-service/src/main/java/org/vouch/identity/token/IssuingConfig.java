package org.vouch.identity.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long tokens live. */
@ConfigMapping(prefix = "vouch.tokens")
public interface IssuingConfig {
    /** Of an access token; at most ten minutes (API). */
    @WithDefault("10m")
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 10)
    Duration accessLife();

    /** Of a login, however often it is refreshed; at most thirty days. */
    @WithDefault("30d")
    @DurationMin(minutes = 1)
    @DurationMax(days = 30)
    Duration loginLife();
}
