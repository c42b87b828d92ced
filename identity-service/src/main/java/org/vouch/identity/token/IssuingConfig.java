package org.vouch.identity.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** What tokens are signed with and how long they live. */
@ConfigMapping(prefix = "vouch.tokens")
public interface IssuingConfig {
    /** JWK set with private P-256 keys, each with a {@code kid}: the first signs, all are published. */
    Path signingKeys();

    /** Of an access token; at most ten minutes (API). */
    @WithDefault("10m")
    Duration accessLife();

    /** Of a login, however often it is refreshed. */
    @WithDefault("30d")
    Duration loginLife();
}
