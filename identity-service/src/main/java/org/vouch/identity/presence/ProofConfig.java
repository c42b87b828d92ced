package org.vouch.identity.presence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import org.vouch.identity.platform.Lasting;

/** Presence proofs. */
@ConfigMapping(prefix = "vouch.proof")
public interface ProofConfig {
    /** Tink HPKE keyset, JSON, public half: healthcode-service has the other. */
    Path publicKeyset();

    /** From proof to exchange (API: 60 s). */
    @WithDefault("60s")
    @Lasting(min = "PT1S", max = "PT1M")
    Duration life();
}
