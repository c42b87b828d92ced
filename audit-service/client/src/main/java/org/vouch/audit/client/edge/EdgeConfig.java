package org.vouch.audit.client.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** How large a body a call may have. */
@ConfigMapping(prefix = "vouch.http")
public interface EdgeConfig {
    /** The limit in bytes where no path below says otherwise. */
    @WithDefault("65536")
    long maxBodyBytes();

    List<PathLimit> pathLimits();

    /** The limit of all paths that match a regular expression. */
    interface PathLimit {
        String path();

        long maxBodyBytes();
    }
}
