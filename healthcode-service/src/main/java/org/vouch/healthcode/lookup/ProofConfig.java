package org.vouch.healthcode.lookup;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** What a presence proof must be; the keyset has no default. */
@ConfigMapping(prefix = "vouch.proof")
public interface ProofConfig {
    /** A Tink hybrid keyset (HPKE, X25519) of which identity-service has the public half. */
    Path privateKeyset();

    /** A proof that claims to live longer is none; at most a minute (API). */
    @WithDefault("60s")
    Duration longestLife();
}
