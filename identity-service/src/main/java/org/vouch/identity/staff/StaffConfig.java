package org.vouch.identity.staff;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.vouch.identity.platform.Lasting;

/** How staff come in. */
@ConfigMapping(prefix = "vouch.staff")
public interface StaffConfig {
    /**
     * Where browsers reach this service. Absent: at the issuer's address, and no first administrator is invited at a start.
     */
    Optional<URI> publicUrl();

    /** How long an invitation is good, if nobody has used it. */
    @WithDefault("24h")
    @Lasting(min = "PT1M", max = "P7D")
    Duration invitationLife();

    /** How long a browser stays signed in; then the member needs another invitation. */
    @WithDefault("7d")
    @Lasting(min = "PT1M", max = "P30D")
    Duration sessionLife();
}
