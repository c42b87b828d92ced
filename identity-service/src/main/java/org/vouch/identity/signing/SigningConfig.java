package org.vouch.identity.signing;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the signing keys are. */
@ConfigMapping(prefix = "vouch.tokens")
public interface SigningConfig {
    /** JWK set with private P-256 keys, each with a {@code kid}: the first signs, all are published. */
    Path signingKeys();
}
