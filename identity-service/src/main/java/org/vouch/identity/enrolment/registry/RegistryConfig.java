package org.vouch.identity.enrolment.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Where the civil registry is and what opens it. */
@ConfigMapping(prefix = "vouch.registry")
public interface RegistryConfig {
    @WithDefault("http://localhost:8090")
    URI url();

    /** The bearer key that the registry gave this platform. */
    String key();

    /** A portrait that is larger is not taken. */
    @WithDefault("3145728")
    int maxPortraitBytes();
}
