package org.vouch.audit.client.suspension;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.inbox.CompactedTopic;
import org.vouch.audit.client.inbox.ReceivedEvent;
import org.vouch.audit.client.platform.Brokers;

/**
 * Which requesters have lost the right to look at others: this replica's own view of the compacted topic
 * {@code audit.enforcements}, read from its beginning at every start. Until it has been read once nothing is known, and
 * the gate refuses every look at somebody else; while Kafka is away the last view stays in force.
 */
@ApplicationScoped
public class Suspensions implements CompactedTopic.View {
    public static final String TOPIC = "audit.enforcements";

    private static final Logger LOG = Logger.getLogger(Suspensions.class);
    private static final String SUSPENDED = "org.vouch.audit.RequesterSuspended.v1";
    private static final String REINSTATED = "org.vouch.audit.RequesterReinstated.v1";

    private final ObjectMapper json;
    private final Clock clock;
    private final Shields shields;
    private final Restraints restraints;
    private final Map<String, Enforcement> inForce = new ConcurrentHashMap<>();
    private final CompactedTopic topic;

    /**
     * What this service reads of RequesterSuspended. A scope that it does not know is everything.
     *
     * @param until exclusive; open-ended where null
     * @param afterwards what stays taken behind {@code until}, null for nothing
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Enforcement(String requester, @Nullable Instant until, @Nullable String scope, @Nullable String afterwards) {
        private static final String PROXY = "proxy";

        boolean inForceAt(Instant now) {
            return !PROXY.equals(scope) && !isOver(now);
        }

        /** Whether looks are taken at people who do not themselves show a pass. */
        boolean takesProxyLooks(Instant now) {
            return !isOver(now) || afterwards != null;
        }

        /** Whether by themselves, and not only as part of everything. */
        boolean takesThemAlone(Instant now) {
            return afterwards != null || PROXY.equals(scope) && !isOver(now);
        }

        private boolean isOver(Instant now) {
            return until != null && !now.isBefore(until);
        }
    }

    /** What a requester does with a pass that its holder shows: no proxy look, and open where only those are taken. */
    private static final String OF_A_SHOWN_PASS = "scan";

    Suspensions(Brokers brokers, ObjectMapper json, Clock clock, Shields shields, Restraints restraints) {
        this.json = json;
        this.clock = clock;
        this.shields = shields;
        this.restraints = restraints;
        this.topic = new CompactedTopic("suspensions", TOPIC, brokers, this);
    }

    void start(@Observes StartupEvent event) {
        topic.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        topic.stop();
    }

    /** Whether the topic has been read to its end at least once since the start. */
    public boolean known() {
        return topic.known();
    }

    /** Whether the requester may not look at anybody else now. Meaningful only where {@link #known}. */
    public boolean suspended(String requester) {
        var enforcement = inForce.get(requester);
        return enforcement != null && enforcement.inForceAt(clock.instant());
    }

    /**
     * Whether the requester may not do this now, which is about somebody else: a disputed requester makes no presence check
     * and no proxy lookup, and still reads the passes that are shown at the gate. Meaningful only where {@link #known}.
     */
    public boolean suspended(String requester, String action) {
        if (action.equals(OF_A_SHOWN_PASS)) {
            return suspended(requester);
        }
        var enforcement = inForce.get(requester);
        return enforcement != null && enforcement.takesProxyLooks(clock.instant());
    }

    /**
     * What is taken from a requester now.
     *
     * @param until of everything; null where it is open-ended, or not everything is taken
     * @param proxyLooks whether proxy looks are taken by themselves, whatever becomes of everything
     */
    public record Taken(boolean everything, @Nullable Instant until, boolean proxyLooks) {}

    /** From whom what is taken now, by the requester's id: to be compared, not to be shown. Meaningful only where {@link #known}. */
    public Map<String, Taken> taken() {
        var now = clock.instant();
        var taken = new HashMap<String, Taken>();
        inForce.forEach((requester, one) -> {
            if (one.takesProxyLooks(now)) {
                var everything = one.inForceAt(now);
                taken.put(requester, new Taken(everything, everything ? one.until() : null, one.takesThemAlone(now)));
            }
        });
        return taken;
    }

    @Override
    public void apply(ReceivedEvent event) {
        switch (event.type()) {
            case SUSPENDED ->
                read(event.payload()).ifPresent(enforcement -> inForce.put(enforcement.requester(), enforcement));
            case REINSTATED -> inForce.remove(event.key());
            default -> {
                if (!shields.apply(event) && !restraints.apply(event)) {
                    LOG.debugf("not an enforcement: %s", event.type());
                }
            }
        }
    }

    @Override
    public void forget(String key) {
        inForce.remove(key);
        shields.forget(key);
        restraints.forget(key);
    }

    private Optional<Enforcement> read(String payload) {
        try {
            Enforcement enforcement = json.readerFor(Enforcement.class).readValue(payload);
            return Optional.ofNullable(enforcement).filter(read -> read.requester() != null);
        } catch (JsonProcessingException e) {
            LOG.error("an enforcement cannot be read");
            return Optional.empty();
        }
    }
}
