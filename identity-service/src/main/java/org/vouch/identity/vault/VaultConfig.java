package org.vouch.identity.vault;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;

/** Where the vault's keys are and how much stretching runs at once. */
@ConfigMapping(prefix = "vouch.vault")
public interface VaultConfig {
    /**
     * File of a Tink AEAD keyset, JSON; or names of keys in a key management service, parted by commas, the newest first.
     */
    String masterKeyset();

    /** Tink PRF keyset, JSON; the first key indexes, the others still find. */
    Path indexKeyset();

    /** Document numbers stretched at once; each takes 19 MiB for about a tenth of a second. */
    @WithDefault("2")
    @Min(1)
    @Max(64)
    int stretchAtOnce();

    /** How many may wait before 503. */
    @WithDefault("64")
    @Min(1)
    @Max(1000)
    int stretchWaiting();
}
