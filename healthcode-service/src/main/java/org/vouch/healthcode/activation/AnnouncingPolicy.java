package org.vouch.healthcode.activation;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;
import org.vouch.healthcode.policy.Policy;
import org.vouch.healthcode.policy.PolicyText;

/**
 * Tells, once, that another policy is in force than before, whichever replica starts with it first. Until policies are submitted
 * and approved, one becomes active by being configured, and this says so.
 */
@ApplicationScoped
class AnnouncingPolicy {
    private static final Logger LOG = Logger.getLogger(AnnouncingPolicy.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(1);

    private final Activations activations;
    private final Policy policy;
    private final PolicyText text;
    private final Clock clock;

    AnnouncingPolicy(Activations activations, Policy policy, PolicyText text, Clock clock) {
        this.activations = activations;
        this.policy = policy;
        this.text = text;
        this.clock = clock;
    }

    /** Colours do not wait for it. */
    void start(@Observes StartupEvent event) {
        announce()
                .onFailure()
                .invoke(failure -> LOG.warnf("the policy is not announced yet: %s", Causes.withoutMessages(failure)))
                .onFailure()
                .retry()
                .withBackOff(FIRST_RETRY, LONGEST_RETRY)
                .indefinitely()
                .subscribe()
                .with(done -> LOG.trace("announced"));
    }

    Uni<Void> announce() {
        return Uni.createFrom()
                .deferred(() -> activations.add(new PolicyActivated(
                        policy.id(), sha256(text.yaml()), clock.instant().truncatedTo(ChronoUnit.MICROS))));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
