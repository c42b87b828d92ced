package org.vouch.audit.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once records are watched by the rules and both consumers have partitions to read. */
@Readiness
@ApplicationScoped
class WatchingReady implements AsyncHealthCheck {
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(1);
    private static final List<String> CHANNELS = List.of("access-records", "alerts");

    private final KafkaStreams streams;
    private final KafkaClientService consumers;

    WatchingReady(KafkaStreams streams, KafkaClientService consumers) {
        this.streams = streams;
        this.consumers = consumers;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.join()
                .all(CHANNELS.stream().map(this::assigned).toList())
                .andCollectFailures()
                .map(assigned -> {
                    var state = streams.state();
                    var answer = HealthCheckResponse.named("watching")
                            .withData("streams", state.name())
                            .status(state == KafkaStreams.State.RUNNING && !assigned.contains(false));
                    for (var i = 0; i < CHANNELS.size(); i++) {
                        answer.withData(CHANNELS.get(i), assigned.get(i) ? "reading" : "waiting");
                    }
                    return answer.build();
                });
    }

    private Uni<Boolean> assigned(String channel) {
        KafkaConsumer<Object, Object> consumer = consumers.getConsumer(channel);
        if (consumer == null) {
            return Uni.createFrom().item(false);
        }
        return consumer.getAssignments()
                .map(partitions -> !partitions.isEmpty())
                .ifNoItem()
                .after(ANSWERED_WITHIN)
                .recoverWithItem(false)
                .onFailure()
                .recoverWithItem(false);
    }
}
