package org.vouch.audit.detection.stream;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.NullUnmarked;
import org.vouch.audit.detection.Alert;
import org.vouch.audit.detection.Link;
import org.vouch.audit.detection.Rings;
import org.vouch.audit.detection.Settings;

/**
 * All links in one place, which is why there are few: only people whom two strangers ask about have any. The links are the
 * state; the graph is made from them anew at every start, when what it finds has been told before.
 */
// The store is set by init, before anything is processed.
@NullUnmarked
final class JudgingRings extends ContextualProcessor<String, Link, String, Alert> {
    static final String STORE = "links";
    private static final Duration FORGET_EVERY = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(3);

    private final Rings rings;
    private KeyValueStore<String, Link> store;

    JudgingRings(Settings settings) {
        this.rings = new Rings(settings);
    }

    @Override
    public void init(ProcessorContext<String, Alert> context) {
        super.init(context);
        store = context.getStateStore(STORE);
        try (var all = store.all()) {
            while (all.hasNext()) {
                var unused = rings.take(all.next().value);
            }
        }
        var unused = context.schedule(FORGET_EVERY, PunctuationType.STREAM_TIME, this::forget);
    }

    @Override
    public void process(Record<String, Link> record) {
        var link = record.value();
        if (store.putIfAbsent(link.record() + "/" + link.requester(), link) == null) {
            for (var alert : rings.take(link)) {
                context()
                        .forward(record.withKey(alert.requester().id())
                                .withValue(alert)
                                .withHeaders(Judging.headers(alert)));
            }
        }
    }

    private void forget(long streamTime) {
        var now = Instant.ofEpochMilli(streamTime);
        rings.forget(now);
        try (var all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, Link> one = all.next();
                if (one.value.at().isBefore(now.minus(KEPT))) {
                    store.delete(one.key);
                }
            }
        }
    }
}
