package org.vouch.audit.detection.stream;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.inbox.CompactedTopic;
import org.vouch.audit.client.inbox.ReceivedEvent;
import org.vouch.audit.client.platform.Brokers;
import org.vouch.audit.detection.ThresholdsHeard;
import org.vouch.audit.detection.Timeline;
import org.vouch.audit.detection.Timeline.Change;
import org.vouch.audit.detection.Timeline.Held;

/**
 * The thresholds of every time of the log: this replica's own view of {@code audit.thresholds}, which keeps every version, for
 * each has a key of its own. Nothing is judged before the topic has been read once; a version is told a minute before it holds,
 * so that whoever runs has it by then.
 */
@ApplicationScoped
class ThresholdsInForce implements CompactedTopic.View, ThresholdsHeard {
    static final String TOPIC = "audit.thresholds";
    static final String CHANGED = "org.vouch.audit.ThresholdsChanged.v1";

    private static final Logger LOG = Logger.getLogger(ThresholdsInForce.class);
    private static final Duration WAITS = Duration.ofSeconds(30);
    private static final int BEFORE_THE_STREAM = 1;

    private final ObjectMapper json;
    private final CompactedTopic topic;
    private final Map<Integer, Change> heard = new ConcurrentHashMap<>();
    private volatile Timeline timeline;

    /** What is read of ThresholdsChanged. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Changed(int version, @Nullable Instant from, @Nullable Map<String, Double> values) {}

    ThresholdsInForce(Brokers brokers, ObjectMapper json, Timeline started) {
        this.json = json;
        this.timeline = started;
        this.topic = new CompactedTopic("thresholds", TOPIC, brokers, this);
    }

    void start(@Observes @Priority(BEFORE_THE_STREAM) StartupEvent event) {
        topic.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        topic.stop();
    }

    /** Waits until the topic has been read; fails where that takes long, so that what was to be judged is read again. */
    Held at(Instant logTime) {
        if (!topic.known()) {
            topic.awaitKnown(WAITS);
            if (!topic.known()) {
                throw new IllegalStateException("the thresholds are not known");
            }
        }
        return timeline.at(logTime);
    }

    @Override
    public boolean known() {
        return topic.known();
    }

    @Override
    public Map<Integer, Change> changes() {
        return Map.copyOf(heard);
    }

    @Override
    public void apply(ReceivedEvent event) {
        if (!event.type().equals(CHANGED)) {
            LOG.debugf("no thresholds: %s", event.type());
            return;
        }
        try {
            Changed read = json.readerFor(Changed.class).readValue(event.payload());
            if (read.from() == null || read.values() == null) {
                throw new IllegalArgumentException("incomplete");
            }
            var change = new Change(read.version(), read.from(), read.values());
            timeline = timeline.with(change);
            heard.putIfAbsent(change.version(), change);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            LOG.error("thresholds cannot be read and are left: the rules go on as before");
        }
    }

    /** What held once holds for its time: nothing is forgotten. */
    @Override
    public void forget(String key) {}
}
