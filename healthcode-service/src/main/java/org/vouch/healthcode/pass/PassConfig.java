package org.vouch.healthcode.pass;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.time.Duration;

/** Keys and life of passes; the keys have no default. */
@ConfigMapping(prefix = "vouch.passes")
public interface PassConfig {
    /** A JWK set with private EC P-256 keys: the first signs, all verify. */
    Path signingKeys();

    /** A Tink AEAD keyset, AES128_GCM_RAW: seals the person into a pass. */
    Path handleKeyset();

    /** The issuer as passes name it: short, for a pass has 160 bytes. */
    @WithDefault("vouch")
    @NotBlank
    @Size(max = PassBytes.LONGEST_ISSUER)
    String issuer();

    /** At least a second and at most a minute (API). */
    @WithDefault("60s")
    Duration life();

    /** When a shown pass is better replaced by the next one; not after its life. */
    @WithDefault("30s")
    Duration refreshAfter();
}
