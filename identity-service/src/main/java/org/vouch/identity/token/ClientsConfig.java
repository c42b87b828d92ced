package org.vouch.identity.token;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Where the clients are listed. */
@ConfigMapping(prefix = "vouch.clients")
public interface ClientsConfig {
    /** JSON: {@code [{"id", "secretSha256": hex, "role", "label", "organisation"}]}. */
    Path file();
}
