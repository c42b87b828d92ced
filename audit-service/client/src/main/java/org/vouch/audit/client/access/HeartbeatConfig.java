package org.vouch.audit.client.access;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How often a service says that it is there. */
@ConfigMapping(prefix = "vouch.heartbeat")
public interface HeartbeatConfig {
    /** audit-service counts on ten seconds. Zero: never, which it takes for silence. */
    Duration every();
}
