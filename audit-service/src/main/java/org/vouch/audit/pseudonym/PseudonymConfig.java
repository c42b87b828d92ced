package org.vouch.audit.pseudonym;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** The key of all pseudonyms; without it the service does not start. */
@ConfigMapping(prefix = "vouch.pseudonyms")
public interface PseudonymConfig {
    /** A file with a Tink PRF keyset in clear JSON. */
    Path keyset();
}
