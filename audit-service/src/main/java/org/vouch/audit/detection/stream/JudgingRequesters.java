package org.vouch.audit.detection.stream;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.NullUnmarked;
import org.vouch.audit.detection.Alert;
import org.vouch.audit.detection.Look;
import org.vouch.audit.detection.LooksInWindow;
import org.vouch.audit.detection.WatchingLooks;

/**
 * Keeps per requester what the rules need and passes on their alerts. Time is the log's: the same log gives the same
 * alerts. Requesters whose window is over are forgotten once a minute.
 */
// The store is set by init, before anything is processed.
@NullUnmarked
final class JudgingRequesters extends ContextualProcessor<String, Look, String, Alert> {
    static final String STORE = "looks-by-requester";
    private static final Duration FORGET_EVERY = Duration.ofMinutes(1);

    private final WatchingLooks watching;
    private KeyValueStore<String, LooksInWindow> known;

    JudgingRequesters(WatchingLooks watching) {
        this.watching = watching;
    }

    @Override
    public void init(ProcessorContext<String, Alert> context) {
        super.init(context);
        known = context.getStateStore(STORE);
        var unused = context.schedule(FORGET_EVERY, PunctuationType.STREAM_TIME, this::forget);
    }

    @Override
    public void process(Record<String, Look> record) {
        var before = known.get(record.key());
        var step = watching.take(before, record.value(), Instant.ofEpochMilli(record.timestamp()));
        if (!step.after().equals(before)) {
            known.put(record.key(), step.after());
        }
        step.alert()
                .ifPresent(alert -> context().forward(record.withValue(alert).withHeaders(headers(alert))));
    }

    private void forget(long streamTime) {
        var now = Instant.ofEpochMilli(streamTime);
        try (var all = known.all()) {
            while (all.hasNext()) {
                KeyValue<String, LooksInWindow> one = all.next();
                if (one.value == null || watching.over(one.value, now)) {
                    known.delete(one.key);
                }
            }
        }
    }

    /** CloudEvents 1.0, binary mode. */
    private static Headers headers(Alert alert) {
        var headers = new RecordHeaders();
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        alert.id().toString(),
                        "ce_type",
                        Alert.EVENT_TYPE,
                        "ce_source",
                        "/audit-service",
                        "ce_time",
                        alert.lastAt().toString(),
                        "content-type",
                        "application/json")
                .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }
}
