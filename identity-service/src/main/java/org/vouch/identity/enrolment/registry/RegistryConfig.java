package org.vouch.identity.enrolment.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;

/** Where the civil registry is and what opens it. */
@ConfigMapping(prefix = "vouch.registry")
public interface RegistryConfig {
    /** Read by the REST client's own configuration ({@code quarkus.rest-client.civil-registry.url}). */
    URI url();

    /** The bearer key that the registry gave this platform. */
    String key();

    /** A portrait that is larger is not taken. */
    @WithDefault("3145728")
    @Min(1)
    @Max(3145728)
    int maxPortraitBytes();
}
