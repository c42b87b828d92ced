package org.vouch.audit.detection.stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.vouch.audit.detection.Settings;
import org.vouch.audit.detection.Timeline;

/** The rules' settings as configured; their defaults are shipped with the rules. */
@ApplicationScoped
class Rules {
    @Produces
    @Singleton
    Settings settings(Config config) {
        return Settings.of(name -> config.getOptionalValue(name, String.class).orElse(null));
    }

    /** What the service was started with: changes are added to it as they are known. */
    @Produces
    @Singleton
    Timeline started(Config config) {
        return Timeline.of(name -> config.getOptionalValue(name, String.class).orElse(null));
    }
}
