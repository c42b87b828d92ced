package org.vouch.identity.presence;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Presence proofs. */
@ConfigMapping(prefix = "vouch.proof")
public interface ProofConfig {
    /** Tink HPKE keyset, JSON, public half: healthcode-service has the other. */
    Path publicKeyset();

    /** From proof to exchange (API: 60 s). */
    @WithDefault("60s")
    @DurationMin(seconds = 1)
    @DurationMax(seconds = 60)
    Duration life();
}
