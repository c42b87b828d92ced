package org.vouch.identity.counter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import org.vouch.identity.platform.Lasting;

/** How long what happens at the counter is good. */
@ConfigMapping(prefix = "vouch.counter")
public interface CounterConfig {
    /** From the first officer to the second. */
    @WithDefault("5m")
    @Lasting(min = "PT30S", max = "PT15M")
    Duration caseLife();

    /** Of a code to sign in with, which the person may have to carry to their phone. */
    @WithDefault("10m")
    @Lasting(min = "PT1M", max = "PT30M")
    Duration loginLife();

    /** Of a code that proves a presence: no longer than a face session, for it says that the person is here. */
    @WithDefault("120s")
    @Lasting(min = "PT10S", max = "PT2M")
    Duration presenceLife();
}
