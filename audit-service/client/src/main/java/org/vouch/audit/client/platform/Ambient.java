package org.vouch.audit.client.platform;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** The machine's UTC clock and its secure random generator, as beans that a test may replace. */
@ApplicationScoped
class Ambient {
    @Produces
    @DefaultBean
    @ApplicationScoped
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @DefaultBean
    @ApplicationScoped
    Ids ids() {
        return UUID::randomUUID;
    }

    @Produces
    @DefaultBean
    @Singleton // no proxy: SecureRandom has final methods
    SecureRandom random() {
        return new SecureRandom();
    }
}
