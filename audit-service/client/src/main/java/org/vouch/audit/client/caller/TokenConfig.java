package org.vouch.audit.client.caller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What a service accepts as an access token. */
@ConfigMapping(prefix = "vouch.tokens")
public interface TokenConfig {
    /** The only accepted {@code iss}. */
    String issuer();

    /** This service's name: must be among the token's {@code aud}. */
    String audience();

    /** Where the issuer publishes its JWK set ({@code http:}, {@code https:} or {@code file:}); absent only where the issuer itself runs. */
    Optional<URI> keysUrl();

    /** How often the keys are fetched again; an unknown key id fetches them at once, at most every second. */
    @WithDefault("30s")
    Duration keysRefresh();

    /** Where the last fetched keys are kept, so that a start while the issuer is away knows them; absent: nowhere. */
    Optional<Path> keysKept();

    /** A token that claims to live longer is refused (API: ten minutes). */
    @WithDefault("10m")
    Duration longestLife();
}
