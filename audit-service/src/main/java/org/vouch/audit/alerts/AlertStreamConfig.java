package org.vouch.audit.alerts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How alerts are streamed to auditors. */
@ConfigMapping(prefix = "vouch.alert-stream")
public interface AlertStreamConfig {
    /** After so long without an alert a comment shows that the stream is alive. */
    @WithDefault("15s")
    Duration heartbeat();

    /** Whoever reads nothing of what is there for so long is cut off. */
    @WithDefault("20s")
    Duration slowest();

    /** How many streams one auditor has at a time, on each replica. */
    @WithDefault("4")
    int perAuditor();
}
