package org.vouch.audit.client.idempotency;

import io.smallrye.config.ConfigMapping;
import jakarta.validation.constraints.Size;

/** How kept answers are sealed. */
@ConfigMapping(prefix = "vouch.idempotency")
public interface IdempotencyConfig {
    /** The service's own part of the sealing key, in no database; after a change kept answers are not found any more. */
    @Size(min = 32)
    String secret();
}
