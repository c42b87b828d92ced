package org.vouch.audit.client.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;

/** How large a call may be and how long it may take. */
@ConfigMapping(prefix = "vouch.http")
public interface EdgeConfig {
    /** The limit in bytes where no path below says otherwise. */
    @WithDefault("65536")
    @Min(1)
    long maxBodyBytes();

    List<PathLimit> pathLimits();

    /** How long a call may take to arrive whole. */
    @WithDefault("60s")
    @DurationMin(seconds = 1)
    Duration receivedWithin();

    /** How long an answer may take once the call has arrived. */
    @WithDefault("30s")
    @DurationMin(seconds = 1)
    Duration answeredWithin();

    /** The limit of all paths that match a regular expression. */
    interface PathLimit {
        String path();

        long maxBodyBytes();
    }
}
