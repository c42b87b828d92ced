package org.vouch.testresult.tubes.healthcode;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;

/** Who this service is when it calls another one. */
@ConfigMapping(prefix = "vouch.service")
interface ServiceClientConfig {
    @NotBlank
    String clientId();

    /** No default: without it the service does not start. */
    @NotBlank
    String clientSecret();

    /** A token is not used any more this long before it expires. */
    @WithDefault("30s")
    Duration renewBefore();
}
