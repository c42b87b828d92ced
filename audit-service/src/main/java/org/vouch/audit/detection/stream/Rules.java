package org.vouch.audit.detection.stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.vouch.audit.detection.Settings;

/** The rules' settings as configured; their defaults are shipped with the rules. */
@ApplicationScoped
class Rules {
    @Produces
    @Singleton
    Settings settings(Config config) {
        return Settings.of(name -> config.getOptionalValue(name, String.class).orElse(null));
    }
}
