package org.vouch.audit.detection.stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.vouch.audit.detection.ManySubjectsConfig;
import org.vouch.audit.detection.ManySubjectsRule;
import org.vouch.audit.detection.WatchingLooks;

/** The rules as configured. */
@ApplicationScoped
class Rules {
    @Produces
    @Singleton
    WatchingLooks watching(ManySubjectsConfig config) {
        return new WatchingLooks(ManySubjectsRule.of(config));
    }
}
