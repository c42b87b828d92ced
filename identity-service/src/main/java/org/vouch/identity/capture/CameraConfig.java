package org.vouch.identity.capture;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the cameras are listed. */
@ConfigMapping(prefix = "vouch.cameras")
public interface CameraConfig {
    /**
     * JSON: {@code [{"client", "jwks": {"keys": [...]}}]}, public P-256 keys, each with a {@code kid}. A client that is listed
     * has to sign its frames. Without a file nobody has to.
     */
    Optional<Path> file();
}
