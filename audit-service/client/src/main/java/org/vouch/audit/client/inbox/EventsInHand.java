package org.vouch.audit.client.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Tells by {@code vouch.events.waiting.age.seconds} how long the oldest event of a topic has been here without its effect. Nothing
 * else would: a consumer whose event waits reads on no more, and the lag that Kafka's own client tells stands still.
 */
@ApplicationScoped
public class EventsInHand {
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<String, Queue<Instant>> since = new ConcurrentHashMap<>();

    EventsInHand(Clock clock, MeterRegistry meters) {
        this.clock = clock;
        this.meters = meters;
    }

    /** The same, counted as waiting from its subscription to its end. */
    public <T> Uni<T> counted(String topic, Uni<T> effect) {
        return Uni.createFrom().deferred(() -> {
            var waiting = since.computeIfAbsent(topic, this::measured);
            var now = clock.instant();
            waiting.add(now);
            return effect.onTermination().invoke(() -> waiting.remove(now));
        });
    }

    private Queue<Instant> measured(String topic) {
        Queue<Instant> waiting = new ConcurrentLinkedQueue<>();
        var unused = Gauge.builder("vouch.events.waiting.age.seconds", waiting, this::oldest)
                .description("How long the oldest event that was taken has had no effect")
                .tag("topic", topic)
                .strongReference(true)
                .register(meters);
        return waiting;
    }

    private double oldest(Queue<Instant> waiting) {
        var now = clock.instant();
        return waiting.stream()
                .mapToLong(began -> Duration.between(began, now).toSeconds())
                .max()
                .orElse(0);
    }
}
