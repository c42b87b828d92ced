package org.vouch.audit.detection.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vouch.audit.client.caller.CallerKind;
import org.vouch.audit.detection.History;
import org.vouch.audit.detection.Lens;
import org.vouch.audit.detection.Look;
import org.vouch.audit.detection.stream.Judging.Finding;
import org.vouch.audit.detection.stream.Judging.Keyed;

class JudgingTest {
    private static final Instant START = Instant.parse("2026-11-22T08:00:00Z");
    private static final String KEY = "counting|somebody";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /** A rule that nobody thought through: it counts looks, and fails at a refused one after it has counted it. */
    private static final class Counting implements Lens<Counting.Count> {
        static final class Count implements History {
            private int looks;

            @Override
            public void write(DataOutput out) throws IOException {
                out.writeInt(looks);
            }

            @Override
            public boolean over(Instant now) {
                return false;
            }
        }

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Optional<String> key(Look look) {
            return Optional.of("somebody");
        }

        @Override
        public Count nothing() {
            return new Count();
        }

        @Override
        public Count read(DataInput in) throws IOException {
            var count = new Count();
            count.looks = in.readInt();
            return count;
        }

        @Override
        public Findings take(Count known, Look look, Instant logTime) {
            known.looks++;
            if (look.refused()) {
                throw new IllegalStateException("not thought through");
            }
            return new Findings(List.of(), List.of());
        }
    }

    private final MockProcessorContext<String, Finding> context = new MockProcessorContext<>();
    private final KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore("store"), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .withCachingDisabled()
            .build();
    private final Keyed keyed = new Keyed(new Keys(List.of(new Counting())), 1);
    private final Judging judging = new Judging("store", time -> keyed, meters.counter("unjudged"));

    @BeforeEach
    void start() {
        store.init(context.getStateStoreContext(), store);
        judging.init(context);
    }

    @Test
    void aLookAtWhichARuleFailsIsPassedOverAndTheNextOnesAreJudged() {
        judging.process(look(false));
        judging.process(look(true));
        judging.process(look(false));

        assertThat(meters.counter("unjudged").count()).isEqualTo(1);
        // Four bytes, big-endian: two of three were taken.
        assertThat(store.get(KEY)).containsExactly(0, 0, 0, 2);
    }

    /** Of a lens of another version, or of one that wrote something else: thrown at, it would stop all rules every hour. */
    @Test
    void whatNobodyReadsAnyMoreIsForgottenAndStopsNothing() {
        store.put("gone|somebody", new byte[] {1});
        store.put("no bar", new byte[] {1});
        store.put(KEY, new byte[] {1});
        judging.process(look(false).withKey("gone|somebody"));
        assertThat(meters.counter("unjudged").count()).isEqualTo(1);

        judging.process(look(false));
        assertThat(store.get(KEY)).containsExactly(0, 0, 0, 1);

        store.put("counting|other", new byte[] {1});
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(START.toEpochMilli());
        assertThat(store.get("gone|somebody")).isNull();
        assertThat(store.get("no bar")).isNull();
        assertThat(store.get("counting|other")).isNull();
        assertThat(store.get(KEY)).isNotNull();
    }

    private static Record<String, Look> look(boolean refused) {
        var look = new Look(
                UUID.randomUUID(),
                START,
                "healthcode",
                1,
                "requester",
                CallerKind.RESIDENT,
                null,
                7,
                "proxy-lookup",
                "help",
                null,
                refused,
                null,
                null);
        return new Record<>(KEY, look, START.toEpochMilli());
    }
}
