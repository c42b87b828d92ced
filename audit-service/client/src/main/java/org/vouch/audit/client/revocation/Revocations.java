package org.vouch.audit.client.revocation;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.vouch.audit.client.inbox.CompactedTopic;
import org.vouch.audit.client.inbox.ReceivedEvent;
import org.vouch.audit.client.platform.Brokers;

/**
 * Which clients and which keys of the issuer are revoked, for good: this replica's own view of the compacted topic {@code
 * identity.revocations}. No token of theirs is taken once the fact is here, whenever it was issued or verified.
 *
 * <p>The start waits until the topic is read, three seconds at most: everybody shows their own code while Kafka is away.
 * A service that starts meanwhile refuses every look at somebody else, as it does before the suspensions are known, and
 * takes for other calls what was revoked since it last read, for ten minutes at most: longer no token lives, and
 * identity-service, which knows from its own tables, issues no other. A revoked key is gone from the JWK set besides.
 */
@ApplicationScoped
public class Revocations implements CompactedTopic.View {
    public static final String TOPIC = "identity.revocations";
    public static final String CLIENT_REVOKED = "org.vouch.identity.ClientRevoked.v1";
    public static final String KEY_REVOKED = "org.vouch.identity.KeyRevoked.v1";

    private static final Logger LOG = Logger.getLogger(Revocations.class);
    private static final Duration START_WAITS = Duration.ofSeconds(3);

    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final CompactedTopic topic;

    Revocations(Brokers brokers) {
        this.topic = new CompactedTopic("revocations", TOPIC, brokers, this);
    }

    /** The record's key, which tells a client from a key of the same name. */
    public static String ofClient(String id) {
        return "client:" + id;
    }

    /** The record's key, as for a client. */
    public static String ofKey(String keyId) {
        return "key:" + keyId;
    }

    void start(@Observes StartupEvent event) {
        topic.start();
        topic.awaitKnown(START_WAITS);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        topic.stop();
    }

    /** Whether the topic has been read to its end at least once since the start. */
    public boolean known() {
        return topic.known();
    }

    public boolean client(String id) {
        return revoked.contains(ofClient(id));
    }

    public boolean key(String keyId) {
        return revoked.contains(ofKey(keyId));
    }

    @Override
    public void apply(ReceivedEvent event) {
        switch (event.type()) {
            case CLIENT_REVOKED, KEY_REVOKED -> revoked.add(event.key());
            default -> LOG.debugf("not a revocation: %s", event.type());
        }
    }

    @Override
    public void forget(String key) {
        revoked.remove(key);
    }
}
