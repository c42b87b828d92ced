package org.vouch.identity.honey;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the honey documents are listed. Without a list there are none; a list without its key does not start. */
@ConfigMapping(prefix = "vouch.honey")
public interface HoneyConfig {
    /** Lines of 64 hex digits: HMAC-SHA-256 over the kind's wire name, a zero byte and the number, in UTF-8. */
    Optional<Path> file();

    /** The key as hex, 32 bytes at least: without it the list tells nobody which numbers to leave alone. */
    Optional<Path> key();
}
