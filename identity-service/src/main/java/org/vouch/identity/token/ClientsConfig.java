package org.vouch.identity.token;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the clients are listed. */
@ConfigMapping(prefix = "vouch.clients")
public interface ClientsConfig {
    /**
     * JSON: {@code [{"id", "secretSha256": hex, "jwks": {"keys": [...]}, "role", "label", "organisation"}]}; each has a secret,
     * public P-256 keys, or both.
     */
    Path file();
}
