package org.vouch.identity.enrolment;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How often somebody comes who has gone. */
@ConfigMapping(prefix = "vouch.enrolment")
public interface EnrolmentConfig {
    /** How often in a day whoever erased themselves is enrolled again under the same document. */
    @WithDefault("2")
    @Min(1)
    @Max(1000)
    int returnsADay();
}
