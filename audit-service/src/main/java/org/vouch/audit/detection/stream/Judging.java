package org.vouch.audit.detection.stream;

import io.micrometer.core.instrument.Counter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.vouch.audit.client.edge.Causes;
import org.vouch.audit.detection.Alert;
import org.vouch.audit.detection.History;
import org.vouch.audit.detection.Lens;
import org.vouch.audit.detection.Link;
import org.vouch.audit.detection.Look;

/**
 * Keeps under each key what the rules of its lens need, and passes on their alerts, by requester, and links. Time is the log's:
 * the same log gives the same alerts, by the thresholds that held then. What is over is forgotten once an hour.
 *
 * <p>A look at which a rule fails is counted and passed over, and what is known under its key stays as it was: one look that
 * nobody thought of must not keep all others from being judged.
 */
// The store is set by init, before anything is processed.
@NullUnmarked
final class Judging extends ContextualProcessor<String, Look, String, Judging.Finding> {
    private static final Logger LOG = Logger.getLogger(Judging.class);
    private static final Duration FORGET_EVERY = Duration.ofHours(1);

    private final String storeName;
    private final Function<Instant, Keyed> keys;
    private final Counter unjudged;
    private KeyValueStore<String, byte[]> store;

    /** Exactly one of the two. */
    record Finding(@Nullable Alert alert, @Nullable Link link) {}

    /** The lenses, and the version of the thresholds, that hold at a time of the log. */
    record Keyed(Keys keys, int thresholds) {}

    Judging(String storeName, Function<Instant, Keyed> keys, Counter unjudged) {
        this.storeName = storeName;
        this.keys = keys;
        this.unjudged = unjudged;
    }

    @Override
    public void init(ProcessorContext<String, Finding> context) {
        super.init(context);
        store = context.getStateStore(storeName);
        var unused = context.schedule(FORGET_EVERY, PunctuationType.STREAM_TIME, this::forget);
    }

    @Override
    public void process(Record<String, Look> record) {
        var held = keys.apply(Instant.ofEpochMilli(record.timestamp()));
        if (held.keys().knows(record.key())) {
            take(held.keys().lensOf(record.key()), record, held.thresholds());
        } else {
            unjudged.increment();
            LOG.error("a look is passed over that no lens looks through: of another version");
        }
    }

    private <H extends History> void take(Lens<H> lens, Record<String, Look> record, int thresholds) {
        var before = store.get(record.key());
        Judged judged;
        try {
            judged = judged(lens, before, record);
        } catch (RuntimeException e) {
            unjudged.increment();
            LOG.errorf("a look is passed over, by which %s fails: %s", lens.name(), Causes.withoutMessages(e));
            return;
        }
        store.put(record.key(), judged.known());
        var findings = judged.findings();
        for (var alert : findings.alerts()) {
            context()
                    .forward(record.withKey(alert.requester().id())
                            .withValue(new Finding(alert.under(thresholds), null))
                            .withHeaders(headers(alert)));
        }
        for (var link : findings.links()) {
            context().forward(record.withValue(new Finding(null, link)).withHeaders(new RecordHeaders()));
        }
    }

    /** What is then known, and what it led to. */
    @SuppressWarnings("ArrayRecordComponent") // for a moment, and never compared
    private record Judged(byte[] known, Lens.Findings findings) {}

    private static <H extends History> Judged judged(Lens<H> lens, byte[] before, Record<String, Look> record) {
        var known = before == null ? lens.nothing() : readOrBegun(lens, before);
        var findings = lens.take(known, record.value(), Instant.ofEpochMilli(record.timestamp()));
        return new Judged(bytes(known), findings);
    }

    private void forget(long streamTime) {
        var now = Instant.ofEpochMilli(streamTime);
        var held = keys.apply(now);
        try (var all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> one = all.next();
                if (one.value == null || isOver(held.keys(), one, now)) {
                    store.delete(one.key);
                }
            }
        }
    }

    /** So is what nobody reads any more, of another version perhaps: it would come again every hour, and stop all rules each time. */
    private static boolean isOver(Keys keys, KeyValue<String, byte[]> one, Instant now) {
        try {
            return !keys.knows(one.key) || read(keys.lensOf(one.key), one.value).over(now);
        } catch (RuntimeException unreadable) {
            LOG.errorf("what was known under a key is forgotten: %s", Causes.withoutMessages(unreadable));
            return true;
        }
    }

    /** Whoever is known by bytes that nobody can read is known from now on: never judged again would be worse. */
    private static <H extends History> H readOrBegun(Lens<H> lens, byte[] bytes) {
        try {
            return read(lens, bytes);
        } catch (RuntimeException unreadable) {
            LOG.errorf("what %s knew is begun anew: %s", lens.name(), Causes.withoutMessages(unreadable));
            return lens.nothing();
        }
    }

    private static <H extends History> H read(Lens<H> lens, byte[] bytes) {
        try {
            return lens.read(new DataInputStream(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(History known) {
        try (var bytes = new ByteArrayOutputStream();
                var out = new DataOutputStream(bytes)) {
            known.write(out);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** CloudEvents 1.0, binary mode. */
    static Headers headers(Alert alert) {
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
