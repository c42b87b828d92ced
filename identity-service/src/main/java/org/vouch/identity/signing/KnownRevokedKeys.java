package org.vouch.identity.signing;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jboss.logging.Logger;
import org.vouch.audit.client.edge.Causes;

/**
 * What this replica knows of the revoked keys: all of them from its start, its own at once, those that another replica
 * revoked within seconds, with or without Kafka.
 */
@ApplicationScoped
class KnownRevokedKeys {
    private static final Logger LOG = Logger.getLogger(KnownRevokedKeys.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final Duration AT_THE_START = Duration.ofSeconds(10);
    private static final int BEFORE_OTHERS = 10;

    private final RevokedKeys keys;
    private volatile Set<String> known = Set.of();

    KnownRevokedKeys(RevokedKeys keys) {
        this.keys = keys;
    }

    void start(@Observes @Priority(BEFORE_OTHERS) StartupEvent event, Vertx vertx) {
        addAll(keys.all().await().atMost(AT_THE_START));
        vertx.setPeriodic(LOOK_AGAIN.toMillis(), timer -> keys.all()
                .subscribe()
                .with(
                        this::addAll,
                        failure -> LOG.warnf("revoked keys are not read: %s", Causes.withoutMessages(failure))));
    }

    boolean contains(String kid) {
        return known.contains(kid);
    }

    void add(String kid) {
        addAll(Set.of(kid));
    }

    /** What was read before a key was added here may come later: nothing is ever taken away. */
    private synchronized void addAll(Set<String> more) {
        var all = new HashSet<>(known);
        if (all.addAll(more)) {
            known = Set.copyOf(all);
        }
    }
}
