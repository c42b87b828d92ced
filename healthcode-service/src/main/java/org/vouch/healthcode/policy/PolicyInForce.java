package org.vouch.healthcode.policy;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.logging.Logger;

/** Loads the configured policy when the service starts; one that is not sound ends the start. */
@ApplicationScoped
class PolicyInForce {
    private static final Logger LOG = Logger.getLogger(PolicyInForce.class);

    void load(@Observes StartupEvent event, Policy policy) {
        LOG.infof("policy %s version %d", policy.id().id(), policy.id().version());
    }

    @Produces
    @Singleton
    Policy policy(PolicyConfig config) {
        return PolicyFile.read(config.file(), text(config.file()));
    }

    @Produces
    @Singleton
    PolicyText text(PolicyConfig config) {
        return new PolicyText(text(config.file()));
    }

    private static String text(String name) {
        try (var shipped = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            return shipped == null
                    ? Files.readString(Path.of(name))
                    : new String(shipped.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the policy " + name + " cannot be read", e);
        }
    }
}
